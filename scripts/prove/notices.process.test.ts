import { expect, test } from "vitest";
import { ownDatabase } from "@/scripts/testing/own-database";

await ownDatabase();
const { simulate } = await import("./notices/simulate");

test("sixty days with a bad mail server and killed workers: everybody is told what is true, once", async () => {
  const outcome = await simulate({ days: 60, credentials: 60, accounts: 3, members: 4, kills: 6, seed: 7 });
  expect(outcome.wrong, "somebody was surprised, or told twice").toEqual([]);
  expect(outcome.workerErrors).toEqual([]);
  expect(outcome.told, "nothing happened: this test could not fail").toBeGreaterThan(200);
  expect(outcome.repeated, "no line was cut").toBeGreaterThan(0);
}, 180_000);
