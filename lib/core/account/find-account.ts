import { AppError } from "@/lib/core/errors";
import type { Db } from "@/lib/db";

/** The account with a public id (`W7K-4RT-9X2P`, in any case). @throws AppError `not_found`. */
export async function findAccount(db: Db, publicId: string) {
  const account = await db.account.findUnique({ where: { publicId: publicId.toUpperCase() } });
  if (account) return account;
  throw new AppError("not_found", "There is no such account.");
}

/** The account that an actor acts in; it is there as long as he is. */
export function findAccountById(db: Db, id: string) {
  return db.account.findUniqueOrThrow({ where: { id } });
}
