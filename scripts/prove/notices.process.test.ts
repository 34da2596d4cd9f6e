import { expect, test } from "vitest";
import { ownDatabase } from "@/scripts/testing/own-database";

await ownDatabase();
const { simulate } = await import("./notices/simulate");

test("sixteen days with a bad mail server and killed workers: everybody is told what is true, once", async () => {
  const outcome = await simulate({ days: 16, credentials: 30, accounts: 2, members: 3, kills: 2, seed: 7 });
  expect(outcome.wrong, "somebody was surprised, or told twice").toEqual([]);
  expect(outcome.workerErrors).toEqual([]);
  expect(outcome.told, "nothing happened: this test could not fail").toBeGreaterThan(60);
  expect(outcome.repeated, "no line was cut").toBeGreaterThan(0);
}, 300_000);
