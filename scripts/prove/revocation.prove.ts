import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { changesPerSecond, figuresOf, waitsOf } from "./revocation/report";
import type { Outcome } from "./revocation/revocation";
import { openStand, type Stand } from "./stand/open-stand";

// `npm run prove:revocation`, some 50 minutes on two cores, which V2 needs to itself; PROVE_PART=0.05 does a twentieth of it.
const part = Number(process.env.PROVE_PART ?? 1);
const never = 7_200_000;
const leaseAndMarginMs = 2250;
const withoutPause = {
  ...{ accounts: 32, changesPerSecond: 50 },
  connectionsPerNode: 4,
  inTurnPerSecond: Infinity,
  watched: Infinity,
};
/** Some 500 verifications a second: a million of them in half an hour leave the cores to the changes. */
const steady = { ...{ accounts: 48, changesPerSecond: 56 }, connectionsPerNode: 16, inTurnPerSecond: 100, watched: 2 };
const wantedPerSecond = 50;
/** Of a command whose account's row a process that stands still holds locked. */
const ownTimeMs = 10_000;

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
}, 300_000);
afterEach(() => stand.removeNodes());
afterAll(() => stand.close());

/** Runs it, and prints what there was. */
async function prove(name: string, changes: number, checks: number, isDisturbed: boolean): Promise<Outcome> {
  const pace = isDisturbed ? withoutPause : steady;
  const [{ kinds, proveRevocation }, { disturbances }] = await Promise.all([
    import("./revocation/revocation"),
    import("./revocation/disturbances"),
  ]);
  const all = Object.keys(disturbances) as (keyof typeof disturbances)[];
  const outcome = await proveRevocation(stand, {
    ...{ ...pace, seed: 2027, longestMs: 6000 },
    ...{ changes: Math.ceil(changes * part), checks: Math.ceil(checks * part) },
    ...{ disturbances: isDisturbed ? all : [], forever: true },
  });
  console.table({ [name]: figuresOf(outcome) });
  console.table(waitsOf(outcome.waits));
  console.table(Object.fromEntries([...outcome.byKind, ...outcome.disturbed]));
  expect(outcome.tally.details).toEqual([]);
  expect(outcome.errors).toEqual([]);
  expect(outcome.ended).toEqual([]);
  expect(waitsOf(outcome.waits)["of another node"]?.longest).toBeLessThan(leaseAndMarginMs + ownTimeMs);
  expect(kinds.filter(({ name }) => !outcome.byKind.get(name)).map(({ name }) => name)).toEqual([]);
  return outcome;
}

test.each([
  [2, 3400],
  [3, 3300],
  [4, 3300],
])(
  "%i nodes, %i changes, killed, stopped, silent and slow: nothing is decided by the old state (V1)",
  async (nodes, changes) => {
    await stand.addNodes(nodes);
    await prove(`V1, ${nodes} nodes`, changes, 0, true);
  },
  never,
);

test(
  "1,000,000 verifications with 50 changes a second alongside: none is wrong (V2)",
  async () => {
    // Nothing is done to their way to the database here, and carrying each piece over ours takes the cores from the changes.
    await stand.addNodes(2, { DATABASE_URL: stand.database.url });
    const outcome = await prove("V2", 0, 1_000_000, false);
    expect(changesPerSecond(outcome)).toBeGreaterThanOrEqual(wantedPerSecond);
  },
  never,
);

test(
  "the table of uses locked for a minute changes no verification, and every use is written after",
  async () => {
    await stand.addNodes(2);
    const { lockUsage } = await import("./deciding/usage-lock");
    const { statuses, uses, written, slowestMs } = await lockUsage(stand, Math.ceil(60_000 * part));
    console.table({ uses, written, slowestMs });
    expect([...statuses.remembered, ...statuses.unremembered, ...statuses.deleting]).toEqual([200, 200, 204]);
    expect(written).toBe(uses);
  },
  never,
);
