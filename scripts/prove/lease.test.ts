import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectPromiseKept, runsUntilBroken } from "./lease/check";
import { mutations } from "./lease/mutations/all";
import { type PlanKind, plans } from "./lease/plans";
import { simulate } from "./lease/simulate";

/** The short version of `npm run prove:lease`. */
const seed = 2027;
const broken = mutations.filter(({ breaks }) => breaks !== null);
const spare = mutations.filter(({ breaks }) => breaks === null);

describe("no request that starts after a change was answered is decided by the old state", () => {
  test.each(Object.keys(plans) as PlanKind[])("%s", async (kind) => {
    const figures = await expectPromiseKept(kind, seed, kind === "anything" ? 120 : 15);
    expect(figures.fromMemory, "memory answered nothing: this test could not fail").toBeGreaterThan(500);
    expect(figures.answered, "nothing was changed: this test could not fail").toBeGreaterThan(50);
  });
});

test("the same plan gives the same run", async () => {
  const [plan] = fc.sample(plans.anything, { seed, numRuns: 1 });
  if (!plan) throw new Error("no plan was drawn");
  expect(await simulate(plan)).toEqual(await simulate(plan));
});

describe("each rule is needed: the real code without it breaks", () => {
  for (const mutation of broken) {
    // Where the code was changed, the seed may take more runs than it did.
    test(`${mutation.rule} (else: ${mutation.breaks})`, async () => {
      expect(await runsUntilBroken(mutation, mutation.seed, 3000)).not.toBeNull();
    }, 120_000);
  }
});

describe("what could be left out, for the other rules are enough", () => {
  for (const mutation of spare) {
    test(`${mutation.rule}: ${mutation.why}`, async () => {
      expect(await runsUntilBroken(mutation, seed, 6)).toBeNull();
    });
  }
});
