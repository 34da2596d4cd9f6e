import type { Tx } from "@/lib/db";
import type { User } from "@/lib/generated/prisma/client";

/** Takes a person's row lock: one change of how he signs in at a time, over all nodes. */
export async function lockUser(tx: Tx, userId: string): Promise<User> {
  await tx.$executeRaw`SELECT 1 FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
  return tx.user.findUniqueOrThrow({ where: { id: userId } });
}
