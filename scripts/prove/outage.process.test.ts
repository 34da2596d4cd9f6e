import { afterAll, beforeAll, expect, test } from "vitest";
import type { OutageName } from "./outage/outages";
import { openStand, type Stand } from "./stand/open-stand";

let stand: Stand;
beforeAll(async () => {
  stand = await openStand({ durable: true });
  await stand.addNodes(2);
}, 300_000);
afterAll(() => stand.close());

test.each<[OutageName, number]>([
  ["stopped (immediate) and started", 2500],
  ["a black hole, then all of it late", 2500],
  ["every connection taken by pg_sleep", 1200],
  ["its pool taken by commands that wait", 2500],
  ["every connection killed, over and over", 0],
  ["every COMMIT killed under way", 2500],
  ["read-only", 2500],
])(
  "%s: 503 within 2 s, never 401, never an old 200, right again within 1 s (V9)",
  async (name, lastsMs) => {
    const { proveOutage } = await import("./outage/outage");
    const { wrong } = await proveOutage(stand, name, { lastsMs, blows: 60 });
    expect(wrong.slice(0, 20)).toEqual([]);
  },
  60_000,
);
