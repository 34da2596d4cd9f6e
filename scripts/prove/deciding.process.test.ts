import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canInstall } from "@/scripts/ensure-test-programs.mjs";
import { findLibfaketime, shiftedClock } from "./stand/find-libfaketime";
import type { Node } from "./stand/node";
import { openStand, type Stand } from "./stand/open-stand";

// What a node decides out of its memory, asked over its socket.
const library = findLibfaketime();
let stand: Stand;
let node: Node;
beforeAll(async () => {
  stand = await openStand();
  [node] = (await stand.addNodes(1)) as [Node];
}, 300_000);
afterAll(() => stand.close());

test("50 accounts and their 50 passcodes, all remembered: 50 accepts, and one refusal for the rest (V4)", async () => {
  const { crossProduct } = await import("./deciding/presented");
  const { accepted, wronglyAccepted, refusals } = await crossProduct(node, 50);
  expect([accepted, wronglyAccepted]).toEqual([50, 0]);
  expect(refusals).toHaveLength(1);
  expect(refusals[0]).toContain(" 401 ");
}, 60_000);

test("two credentials that differ, the good one remembered: 400, and 401 at /v1/auth (V5)", async () => {
  const { twoCredentials } = await import("./deciding/presented");
  const { pairs, statuses } = await twoCredentials(node);
  expect(pairs).toBe(90);
  expect(statuses).toEqual({ connect: [400], self: [400], auth: [401] });
});

test("a remembered credential in the URL: never (V5)", async () => {
  const { inTheUrl } = await import("./deciding/presented");
  expect(new Set(await inTheUrl(node))).toEqual(new Set([401]));
});

test("the table of uses locked for seconds: decisions and a delete go on, and every use is written after", async () => {
  const { lockUsage } = await import("./deciding/usage-lock");
  const { statuses, uses, written } = await lockUsage({ ...stand, nodes: [node] }, 5500);
  expect(statuses).toEqual({
    remembered: new Set([200]),
    unremembered: new Set([200]),
    deleting: new Set([204]),
  });
  expect(written).toBe(uses);
}, 60_000);

test("an end is the database's moment, to the millisecond (V3)", async () => {
  const { askAboutEnds } = await import("./deciding/ends");
  expect((await askAboutEnds([node])).wrong).toEqual([]);
});

// npm test installs faketime as root; only who may not install it does without.
describe.skipIf(!library && !canInstall())("a node whose clock is wrong (V3)", () => {
  test("decides as the others do, at 90 s before and after, and says that it is not ready", async () => {
    const shifted = await Promise.all(
      [-90, 90].map((seconds) => stand.addNodes(1, shiftedClock(library ?? "", seconds))),
    );
    const { askAboutEnds, readinessOf } = await import("./deciding/ends");
    const all = [node, ...shifted.flat()];
    expect((await askAboutEnds(all)).wrong).toEqual([]);
    const { crossProduct } = await import("./deciding/presented");
    for (const one of shifted.flat()) {
      expect(await readinessOf(one)).toEqual({ status: 503, notReady: ["clock"] });
      expect(await crossProduct(one, 3)).toMatchObject({ accepted: 3, wronglyAccepted: 0 });
    }
    expect(await readinessOf(node)).toEqual({ status: 200, notReady: [] });
  }, 120_000);
});
