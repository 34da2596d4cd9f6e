// The sweep and the delivery as the server runs them, round after round without a pause, until it is killed.
import { jobs } from "@/lib/jobs/jobs";

const never = new AbortController().signal;
const work = jobs.filter(({ name }) => name === "notice.sweep" || name === "delivery.send");
if (work.length !== 2) throw new Error("the jobs are called otherwise");
process.send?.("ready");
for (;;) {
  for (const { run } of work) {
    // What fails is tried in the next round, as the runner does.
    await run(never).catch((error: unknown) => process.send?.(String(error)));
  }
  await new Promise((resolve) => setTimeout(resolve, 15));
}
