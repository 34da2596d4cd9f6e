import { randomUUID } from "node:crypto";
import { purgeNotices } from "@/lib/core/notice/purge-notices";
import { sweepNotices } from "@/lib/core/notice/sweep-notices";
import { purgePasscodes } from "@/lib/core/passcode/purge-passcodes";
import { purgeAnswers, purgeSealedAnswers } from "@/lib/core/purge-idempotency";
import { purgeThrottle } from "@/lib/core/throttle/purge-throttle";
import { rollUpUsage } from "@/lib/core/usage/roll-up-usage";
import { purgeUsers } from "@/lib/core/user/purge-users";
import { deliverMail } from "./deliver-mail";
import type { Job } from "./job";

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** What the clock does. Each may run on several nodes at once: what one has done, the other finds done. */
export const jobs: readonly Job[] = [
  { name: "passcode.purge", everyMs: hourMs, run: (signal) => purgeAll("passcode.purge", purgePasscodes, signal) },
  { name: "user.purge", everyMs: hourMs, run: (signal) => purgeAll("user.purge", purgeUsers, signal) },
  { name: "usage.roll-up", everyMs: hourMs, run: () => rollUpUsage() },
  { name: "idempotency.purge-sealed", everyMs: minuteMs, run: () => purgeSealedAnswers() },
  { name: "idempotency.purge", everyMs: hourMs, run: () => purgeAnswers() },
  { name: "throttle.purge", everyMs: hourMs, run: () => purgeThrottle() },
  { name: "notice.sweep", everyMs: minuteMs, run: (signal) => purgeAll("notice.sweep", sweepPage, signal) },
  { name: "notice.purge", everyMs: hourMs, run: (signal) => purgeAll("notice.purge", purgeNotices, signal) },
  { name: "delivery.send", everyMs: 5 * secondMs, run: (signal) => deliverMail(signal) },
];

const sweepPage: typeof purgePasscodes = async (caller, input) => {
  const { swept } = await sweepNotices(caller, input);
  return { purged: swept };
};

/** Batch by batch, so that no transaction is long and a server that stops is not kept waiting. */
export async function purgeAll(job: string, purge: typeof purgePasscodes, signal: AbortSignal): Promise<void> {
  const actor = { type: "system", job } as const;
  let purged = 1;
  while (purged > 0 && !signal.aborted) {
    const request = { id: randomUUID(), address: null, agent: null };
    ({ purged } = await purge({ actor, request }, {}));
  }
}
