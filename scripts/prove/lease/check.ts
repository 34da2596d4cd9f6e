import fc from "fast-check";
import { simulationWith } from "./bundle";
import type { Mutation } from "./mutations/mutation";
import type { Figures } from "./node";
import { type PlanKind, plans } from "./plans";
import { type Outcome, simulate } from "./simulate";

/**
 * Runs the real code through plans of a kind, and shows the smallest one that breaks a promise, and its story.
 * @returns what happened in all of them. @throws Error where a promise is broken, or something takes too long.
 */
export async function expectPromiseKept(kind: PlanKind, seed: number, runs: number): Promise<Figures> {
  const total: Record<string, number> = {};
  const property = fc.asyncProperty(plans[kind], async (plan) => {
    const { broken, late, figures, story } = await simulate(plan);
    if (broken || late) throw new Error([broken?.how ?? late, ...story].join("\n"));
    for (const [name, count] of Object.entries(figures)) total[name] = (total[name] ?? 0) + count;
  });
  await fc.assert(property, { seed, numRuns: runs });
  return total as Figures;
}

/** What a run shows that must not be. */
const seenIn = ({ broken, late }: Outcome, breaks: Mutation["breaks"]) => {
  if (breaks === "waiting") return late;
  return broken?.by === (breaks ?? "an old state") ? broken.how : null;
};

/** Runs the real code without a rule until it breaks. @returns after how many runs, and how; null where it does not. */
export async function runsUntilBroken({ edits, plans: kind, breaks }: Mutation, seed: number, runsMax: number) {
  const simulateWithout = await simulationWith(edits);
  let runs = 0;
  let how: string | null = null;
  const property = fc.asyncProperty(plans[kind], async (plan) => {
    runs++;
    how = seenIn(await simulateWithout(plan, breaks === "waiting"), breaks);
    return how === null;
  });
  const { failed } = await fc.check(property, { seed, numRuns: runsMax, endOnFailure: true });
  return failed ? { runs, how } : null;
}
