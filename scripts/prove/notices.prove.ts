import { expect, test } from "vitest";
import { ownDatabase } from "@/scripts/testing/own-database";

await ownDatabase();
const { simulate } = await import("./notices/simulate");

test("400 days, 1,000 credentials, 50 kills: everybody is told what is true, once", async () => {
  const outcome = await simulate({ days: 400, credentials: 880, accounts: 12, members: 10, kills: 50, seed: 2027 });
  const { wrong, workerErrors, ...figures } = outcome;
  console.table(figures);
  expect(wrong).toEqual([]);
  expect(workerErrors).toEqual([]);
}, 7_200_000);
