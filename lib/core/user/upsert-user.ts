import type { Tx } from "@/lib/db";

/** The user with this e-mail, made where there is none; one that is there keeps its name and password. */
export async function upsertUser(db: Tx, now: Date, user: { name: string; email: string; passwordDigest: string }) {
  await db.user.createMany({
    data: [{ ...user, passwordChangedAt: now, createdAt: now }],
    skipDuplicates: true,
  });
  return db.user.findUniqueOrThrow({ where: { email: user.email } });
}
