import { randomInt } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { expectPromiseKept, runsUntilBroken } from "./lease/check";
import { mutations } from "./lease/mutations/all";
import { type PlanKind, plans } from "./lease/plans";

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
const runs = Number(process.env.RUNS ?? 3000);
/** Looking for what must break ends with the first run that breaks; some of it is rare. */
const runsUntilBrokenMax = 10 * runs;
const hoursMs = 6 * 3_600_000;
const table: object[] = [];
console.log(`seed ${seed}, ${runs} runs of each kind`);
afterAll(() => console.table(table));

for (const kind of Object.keys(plans) as PlanKind[]) {
  test(
    `${kind}: no request that starts after a change was answered is decided by the old state`,
    async () => {
      const start = performance.now();
      const figures = await expectPromiseKept(kind, seed, runs);
      const seconds = (performance.now() - start) / 1000;
      table.push({ what: kind, runs, "runs a second": Math.round(runs / seconds), ...figures });
    },
    hoursMs,
  );
}

for (const mutation of mutations) {
  test(
    `without: ${mutation.rule}`,
    async () => {
      const runsMax = mutation.breaks === null ? runs : runsUntilBrokenMax;
      const result = await runsUntilBroken(mutation, seed, runsMax);
      table.push({
        what: mutation.rule,
        breaks: mutation.breaks ?? "nothing",
        runs: result?.runs ?? `none of ${runsMax}`,
      });
      if (mutation.breaks === null) expect(result).toBeNull();
      else expect(result).not.toBeNull();
    },
    hoursMs,
  );
}
