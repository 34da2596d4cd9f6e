import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Race } from "./revocation/races";
import type { Node } from "./stand/node";
import { openStand, type Stand } from "./stand/open-stand";

let stand: Stand;
let nodes: Node[];
beforeAll(async () => {
  stand = await openStand();
  nodes = await stand.addNodes(2);
}, 300_000);
afterAll(() => stand.close());

test("150 changes of all kinds over two nodes, one killed, one stopped, one not told: nothing is decided by the old state (V1, V2)", async () => {
  const { kinds, proveRevocation } = await import("./revocation/revocation");
  const outcome = await proveRevocation(stand, {
    ...{ accounts: 8, connectionsPerNode: 2, changes: 150, checks: 5000, changesPerSecond: 50, seed: 7 },
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

describe("a passcode that a node remembers, deleted at another one, is refused from the answer on", () => {
  let race: Race;
  beforeAll(async () => {
    const { makeRace } = await import("./revocation/races");
    race = await makeRace(nodes[0] as Node, nodes[1] as Node);
  });
  afterAll(() => race.close());
  afterEach(() => race.calm());

  test.each([
    ["though what was read before came back after", "readBeforeKeptAfter"],
    ["though a heartbeat came back late, and then nothing", "heartbeatComesBackLate"],
    ["though the process stands still and is told nothing, and the request waits in its socket", "processStandsStill"],
  ] as const)("%s", async (_what, name) => {
    const races = await import("./revocation/races");
    expect(await races[name](race, nodes[0] as Node)).toBe(401);
  });
});
