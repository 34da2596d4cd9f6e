import { afterAll, beforeAll, expect, test } from "vitest";
import { type OutageName, outages } from "./outage/outages";
import { openStand, type Stand } from "./stand/open-stand";

// `npm run prove:outage`, some minutes.
const rounds = 3;
const size = { lastsMs: 10_000, blows: 500 };
const names = Object.keys(outages) as OutageName[];

let stand: Stand;
const figures: Record<string, object> = {};
beforeAll(async () => {
  stand = await openStand({ durable: true });
  await stand.addNodes(2);
}, 300_000);
afterAll(async () => {
  console.table(figures);
  await stand.close();
});

const all = Array.from({ length: rounds }, (_, round) => names.map((name) => [name, round + 1] as const)).flat();

test.each(all)(
  "%s, round %i: 503 within 2 s, never 401, never an old 200, right again within 1 s (V9)",
  async (name, round) => {
    const { proveOutage } = await import("./outage/outage");
    const outcome = await proveOutage(stand, name, size);
    figures[`${name}, ${round}`] = outcome.figures;
    expect(outcome.wrong.slice(0, 20)).toEqual([]);
  },
  120_000,
);
