import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Race } from "./revocation/races";
import type { Node } from "./stand/node";
import { openStand, type Stand } from "./stand/open-stand";

// A passcode that one node remembers is deleted at another one, while the first is told late or never.
let stand: Stand;
let nodes: Node[];
let race: Race;
beforeAll(async () => {
  stand = await openStand();
  nodes = await stand.addNodes(2);
  const { makeRace } = await import("./revocation/races");
  race = await makeRace(nodes[0] as Node, nodes[1] as Node);
}, 300_000);
afterEach(() => race.calm());
afterAll(async () => {
  race.close();
  await stand.close();
});

test.each([
  ["though what was read before came back after", "readBeforeKeptAfter"],
  ["though the node was not connected when it was told", "connectionIsLost"],
  ["though a heartbeat came back late, and then nothing", "heartbeatComesBackLate"],
  ["though nothing is told any more", "nothingIsTold"],
  ["though the process stands still, is told nothing, and the request waits in its socket", "processStandsStill"],
] as const)("refused from the answer on, %s (V1)", async (_what, name) => {
  const races = await import("./revocation/races");
  expect(await races[name](race, nodes[0] as Node)).toBe(401);
});
