import type { Tx } from "@/lib/db";

/** The user with this e-mail, made where there is none; one that is there keeps its name and password. @param user.passwordDigest null: chosen later, when he joins. */
export async function upsertUser(
  db: Tx,
  now: Date,
  user: { name: string; email: string; passwordDigest: string | null },
) {
  await db.user.createMany({
    data: [{ ...user, passwordChangedAt: now, createdAt: now }],
    skipDuplicates: true,
  });
  return db.user.findUniqueOrThrow({ where: { email: user.email } });
}
