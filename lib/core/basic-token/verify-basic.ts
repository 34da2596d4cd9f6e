import { policyOf } from "@/lib/core/account/policy";
import { readClock } from "@/lib/core/clock";
import type { RequestInfo } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { passwordEndsAt } from "@/lib/core/session/member-actor";
import { acceptProof } from "@/lib/core/session/prove-person";
import type { ProvedMember } from "@/lib/core/token/prove-for-token";
import { inTransaction } from "@/lib/core/transaction";
import type { ReadRecord } from "@/lib/core/verification/credential-record";
import { proveBasic } from "./prove-basic";

export type VerifiedBasic = {
  record: ReadRecord;
  /** He is a member of one account alone; of several it is the one used last, which every sign-in may change. */
  isSole: boolean;
};

/**
 * Whose e-mail and password came with a request, as a credential like all others: of his membership, until his password is too old.
 * @param basic base64. @returns null where it is nobody's.
 * @throws AppError as `proveBasic`; `totp_code_required` where he has TOTP: then Basic opens nothing by itself.
 */
export async function verifyBasic(request: RequestInfo, basic: string): Promise<VerifiedBasic | null> {
  try {
    const proved = await proveBasic({ actor: { type: "anonymous" }, request }, { basic, code: null });
    return await inTransaction(undefined, async (tx) => {
      const now = await readClock(tx);
      await acceptProof(tx, proved.proof, now);
      return { record: recordOf(proved, now), isSole: proved.proof.user.memberships.length === 1 };
    });
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
