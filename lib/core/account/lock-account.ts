import type { Tx } from "@/lib/db";

/** Takes the account's row lock. Commands that lock several rows take this one first, so that none waits in a circle. */
export async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR UPDATE`;
}
