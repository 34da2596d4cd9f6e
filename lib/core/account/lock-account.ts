import type { Tx } from "@/lib/db";
import { type Policy, policyOf } from "./policy";

/**
 * Takes the account's row lock. Commands that lock several rows take this one first, so that none waits in a circle.
 * @param accountId of an account that is there. @returns its policy, which nobody changes meanwhile.
 */
export async function lockAccount(tx: Tx, accountId: string): Promise<Policy> {
  const [row] = await tx.$queryRaw<[{ policy: unknown }]>`
    SELECT policy FROM account WHERE id = ${accountId}::uuid FOR UPDATE`;
  return policyOf(row.policy);
}
