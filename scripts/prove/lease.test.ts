import fc from "fast-check";
import { expect, test } from "vitest";
import { plans } from "./lease/plans";
import { simulate } from "./lease/simulate";

const kind = (process.env.KIND ?? "anything") as "anything";
test("no request that starts after a change was answered is decided by the old state", async () => {
  const total: Record<string, number> = {};
  const start = performance.now();
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(plans[kind], async (plan) => {
      const { broken, late, figures, story } = await simulate(plan, !process.env.SAFETY);
      runs++;
      for (const [name, count] of Object.entries(figures)) total[name] = (total[name] ?? 0) + count;
      if (broken || (late && !process.env.SAFETY)) throw new Error([late, ...story].join("\n"));
    }),
    { seed: Number(process.env.SEED ?? 1), numRuns: Number(process.env.RUNS ?? 300), endOnFailure: !!process.env.END },
  );
  console.log(runs, performance.now() - start, total);
  expect(total.fromMemory).toBeGreaterThan(1000);
}, 3600000);
