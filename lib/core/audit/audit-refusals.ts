import { readClock } from "@/lib/core/clock";
import type { Caller, RequestInfo } from "@/lib/core/context";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import type { Action } from "@/lib/core/permissions";
import { inTransaction } from "@/lib/core/transaction";
import { appendAuditEvents } from "./append-audit-events";

const agentLengthMax = 300;

/** Refusals that concern rights or secrets; a mistake in a form is nobody's business. */
const auditedRefusals: readonly ErrorCode[] = [
  "forbidden",
  "insufficient_scope",
  "fresh_sign_in_required",
  "last_admin",
  "vault_unreadable",
];

/** Records a refusal of rights in a transaction of its own; a visitor's is not recorded, or he could fill the log. */
export async function auditingRefusals<Output>(
  caller: Caller,
  action: Action,
  work: () => Promise<Output>,
): Promise<Output> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && auditedRefusals.includes(error.code) && caller.actor.type !== "anonymous") {
      const { actor } = caller;
      const { code } = error;
      await inTransaction(caller.db, async (tx) => {
        const ctx = { actor, request: boundedRequest(caller.request), now: await readClock(tx), db: tx };
        await appendAuditEvents(ctx, action, "refused", [{ target: null, detail: { code } }]);
      });
    }
    throw error;
  }
}

/** A header of 16 kB is nobody's browser; what is kept of it is short. */
export function boundedRequest(request: RequestInfo): RequestInfo {
  return { ...request, agent: request.agent?.slice(0, agentLengthMax) ?? null };
}
