import { makeAccountPublicId } from "@/lib/core/secrets";
import { upsertUser } from "@/lib/core/user/upsert-user";
import type { Tx } from "@/lib/db";

export type NewAccount = {
  name: string;
  administrator: { name: string; email: string; passwordDigest: string | null };
};

/** Writes an account and its first administrator, within a command's transaction; a known e-mail keeps its password. */
export async function insertAccount(db: Tx, now: Date, { name, administrator }: NewAccount) {
  const user = await upsertUser(db, now, administrator);
  const publicId = makeAccountPublicId();
  const account = await db.account.create({
    data: { publicId, name, realm: await freeRealm(db, name, publicId), createdAt: now },
  });
  const membership = await db.membership.create({
    data: { accountId: account.id, userId: user.id, role: "admin", status: "active", createdAt: now },
  });
  return { account, user, membership };
}

/** The name in lower-case ASCII, or with the public id where that is empty or taken. */
async function freeRealm(db: Tx, name: string, publicId: string): Promise<string> {
  const ascii = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = ascii
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48);
  const taken = slug === "" || (await db.account.findUnique({ where: { realm: slug } })) !== null;
  return taken ? `${slug}${slug && "-"}${publicId.toLowerCase()}` : slug;
}
