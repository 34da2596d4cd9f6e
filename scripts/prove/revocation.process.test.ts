import { afterAll, beforeAll, expect, test } from "vitest";
import { openStand, type Stand } from "./stand/open-stand";

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
  await stand.addNodes(2);
}, 300_000);
afterAll(() => stand.close());

test("180 changes of all kinds over two nodes, one killed, one stopped, one not told: nothing is decided by the old state (V1, V2)", async () => {
  const { kinds, proveRevocation } = await import("./revocation/revocation");
  const outcome = await proveRevocation(stand, {
    ...{ accounts: 8, connectionsPerNode: 2, inTurnPerSecond: Infinity, watched: Infinity, seed: 7 },
    ...{ changes: 180, checks: 5000, changesPerSecond: 50 },
    disturbances: ["LISTEN connections cut", "stopped and continued", "LISTEN silent", "killed"],
    forever: false,
    longestMs: 2500,
  });
  const { tally } = outcome;
  expect(tally.details).toEqual([]);
  expect(outcome.errors).toEqual([]);
  expect(outcome.ended).toEqual([]);
  expect(kinds.filter(({ name }) => !outcome.byKind.get(name)).map(({ name }) => name)).toEqual([]);
}, 120_000);
