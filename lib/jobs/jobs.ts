import { randomUUID } from "node:crypto";
import type { Caller } from "@/lib/core/context";
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
  {
    name: "passcode.purge",
    everyMs: hourMs,
    run: inBatches("passcode.purge", async (caller) => (await purgePasscodes(caller, {})).purged),
  },
  {
    name: "user.purge",
    everyMs: hourMs,
    run: inBatches("user.purge", async (caller) => (await purgeUsers(caller, {})).purged),
  },
  { name: "usage.roll-up", everyMs: hourMs, run: () => rollUpUsage() },
  { name: "idempotency.purge-sealed", everyMs: minuteMs, run: () => purgeSealedAnswers() },
  { name: "idempotency.purge", everyMs: hourMs, run: () => purgeAnswers() },
  { name: "throttle.purge", everyMs: hourMs, run: () => purgeThrottle() },
  {
    name: "notice.sweep",
    everyMs: minuteMs,
    run: inBatches("notice.sweep", async (caller) => (await sweepNotices(caller, {})).swept),
  },
  {
    name: "notice.purge",
    everyMs: hourMs,
    run: inBatches("notice.purge", async (caller) => (await purgeNotices(caller, {})).purged),
  },
  { name: "delivery.send", everyMs: 5 * secondMs, run: (signal) => deliverMail(signal) },
];

/**
 * Batch by batch, so that no transaction is long and a server that stops is not kept waiting.
 * @param batch does one and answers how much there was; 0: it is done.
 */
export function inBatches(job: string, batch: (caller: Caller) => Promise<number>): Job["run"] {
  const actor = { type: "system", job } as const;
  return async (signal) => {
    let done = 1;
    while (done > 0 && !signal.aborted) {
      done = await batch({ actor, request: { id: randomUUID(), address: null, agent: null } });
    }
  };
}
