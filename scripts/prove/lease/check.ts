import fc from "fast-check";
import { simulationWith } from "./bundle";
import type { Mutation } from "./mutations/mutation";
import { plans } from "./plans";
import type { Outcome } from "./simulate";

/** What a run shows that must not be. */
const seenIn = ({ broken, late }: Outcome, breaks: Mutation["breaks"]) => {
  if (breaks === "waiting") return late;
  return broken?.by === (breaks ?? "an old state") ? broken.how : null;
};

/** Runs the real code without a rule until it breaks. @returns after how many runs, and how; null where it does not. */
export async function runsUntilBroken({ edits, plans: kind, breaks }: Mutation, seed: number, runsMax: number) {
  const simulate = await simulationWith(edits);
  let runs = 0;
  let how: string | null = null;
  const property = fc.asyncProperty(plans[kind], async (plan) => {
    runs++;
    how = seenIn(await simulate(plan, breaks === "waiting"), breaks);
    return how === null;
  });
  const { failed } = await fc.check(property, { seed, numRuns: runsMax, endOnFailure: true });
  return failed ? { runs, how } : null;
}
