import { isDeepStrictEqual } from "node:util";
import { policyOf } from "@/lib/core/account/policy";
import { readClock } from "@/lib/core/clock";
import type { Caller, RequestInfo } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { passwordEndsAt } from "@/lib/core/session/member-actor";
import { acceptProof, findPerson } from "@/lib/core/session/prove-person";
import type { ProvedMember } from "@/lib/core/token/prove-for-token";
import { inTransaction } from "@/lib/core/transaction";
import type { ReadRecord } from "@/lib/core/verification/credential-record";
import { proveBasic } from "./prove-basic";

export type VerifiedBasic = {
  record: ReadRecord;
  /**
   * What was read after `beforeReading` says the same, and he is a member of one account alone: of several it is the one used last, which
   * every sign-in may change.
   */
  mayBeRemembered: boolean;
};

/**
 * Whose e-mail and password came with a request, as a credential like all others: of his membership, until his password is too old.
 * @param basic base64. @param beforeReading called when the slow proof is done, right before all that decides is read once more: so short is
 * the time in which a change anywhere keeps it from being remembered. Null: it is not to be remembered.
 * @returns null where it is nobody's.
 * @throws AppError as `proveBasic`; `totp_code_required` where he has TOTP: then Basic opens nothing by itself.
 */
export async function verifyBasic(
  request: RequestInfo,
  basic: string,
  beforeReading: (() => void) | null,
): Promise<VerifiedBasic | null> {
  const caller: Caller = { actor: { type: "anonymous" }, request };
  try {
    const proved = await proveBasic(caller, { basic, code: null });
    const { user } = proved.proof;
    const record = await inTransaction(undefined, async (tx) => {
      const now = await readClock(tx);
      await acceptProof(tx, proved.proof, now);
      return recordOf(proved, now);
    });
    if (!beforeReading || user.memberships.length !== 1) return { record, mayBeRemembered: false };
    beforeReading();
    return { record, mayBeRemembered: isDeepStrictEqual(await findPerson(caller, user.email), user) };
  } catch (error) {
    if (error instanceof AppError && error.code === "credential_invalid") return null;
    throw error;
  }
}

function recordOf({ proof: { user }, membership }: ProvedMember, now: Date): ReadRecord {
  const { id, account } = membership;
  const policy = policyOf(account.policy);
  return {
    ...{ kind: "basic", id, name: user.name, scopes: [], user_id: id, person_id: user.id },
    ...{ account_id: account.publicId, account_name: account.name, account_key: account.id },
    ...{ expires_at: passwordEndsAt(user, policy), retires_at: null, secret_id: null },
    ...{ suspended: false, dialect_on: policy.dialects.basic, user_passcodes_only: false, ended: false, now },
  };
}
