import "server-only";
import { apiOrigin } from "@/lib/core/account/account-view";
import { readAccount } from "@/lib/core/account/read-account";
import type { Caller } from "@/lib/core/context";
import { listPasscodes } from "@/lib/core/passcode/list-passcodes";
import { type PasscodeView, passcodeLimit } from "@/lib/core/passcode/passcode-view";

const unexpired = ["active", "rolling", "expiring_soon", "suspended"] as const;
const shownMax = 5;

/** The account around its passcodes, as their dialogs need it. */
export async function readPasscodeHome(caller: Caller) {
  const account = await readAccount(caller, {});
  const { passcode_count: taken } = account;
  return {
    accountId: account.id,
    apiUrl: apiOrigin(account.region).origin,
    maxLifetimeDays: account.policy.max_lifetime_days,
    taken,
    places: passcodeLimit,
    leastUsed: taken < passcodeLimit ? [] : await leastRecentlyUsed(caller),
  };
}

/** Of those that hold a place, the ones that were used the longest ago or never, these first. */
async function leastRecentlyUsed(caller: Caller): Promise<PasscodeView[]> {
  const found: PasscodeView[] = [];
  for (const status of unexpired) {
    found.push(...(await listPasscodes(caller, { status, sort: "last_used_at", limit: shownMax })).data);
  }
  const at = ({ last_used_at }: PasscodeView) => last_used_at ?? "";
  return found.sort((a, b) => (at(a) < at(b) ? -1 : 1)).slice(0, shownMax);
}
