import "server-only";
import type { Caller } from "@/lib/core/context";
import { listPasscodes } from "@/lib/core/passcode/list-passcodes";
import { readOwnTotp } from "@/lib/core/totp/read-own-totp";
import { listUsers } from "@/lib/core/user/list-users";

const usedDays = 30;
const dayMs = 86_400_000;
const pageSize = 100;

/** Whom a policy would reach: what account passcodes were used in the last 30 days, how many active users have no TOTP. */
export async function readPolicyReach(caller: Caller) {
  return {
    usedPasscodes: await namesOfUsed(caller),
    withoutTotp: await countWithoutTotp(caller),
    hasTotp: (await readOwnTotp(caller, {})).confirmed_at !== null,
  };
}

/** The account holds a hundred at most that live; expired ones may stand between them. */
async function namesOfUsed(caller: Caller): Promise<string[]> {
  const since = new Date(Date.now() - usedDays * dayMs).toISOString();
  const { data } = await listPasscodes(caller, { sort: "-last_used_at", limit: pageSize });
  const used = data.filter(({ last_used_at, status }) => (last_used_at ?? "") >= since && status !== "expired");
  return used.map(({ name }) => name);
}

async function countWithoutTotp(caller: Caller): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const { data, next_cursor } = await listUsers(caller, { status: "active", limit: pageSize, cursor });
    count += data.filter(({ has_totp }) => !has_totp).length;
    cursor = next_cursor ?? undefined;
  } while (cursor);
  return count;
}
