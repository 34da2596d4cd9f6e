import { afterAll, expect, test, vi } from "vitest";
import { buildApi } from "@/lib/api/app";
import { managedAccount } from "@/lib/api/testing/managed-account";
import { createPool } from "@/lib/api/verifier/create-pool";
import { directVerifier } from "@/lib/api/verifier/direct-verifier";
import { connectionWithinMs, db } from "@/lib/db";
import { processClock } from "@/lib/process-clock";

const knownAfterMs = 1000;
let aheadMs = 0;
const direct = directVerifier(createPool(process.env.DATABASE_URL ?? ""));
const app = await buildApi({
  ...direct,
  verify: async (question) => {
    const decision = await direct.verify(question);
    aheadMs += knownAfterMs;
    return decision;
  },
});
afterAll(() => app.close());

test("what it took to know the caller is taken off the wait of his command: 503 comes within 2 s in all (V9)", async () => {
  const account = await managedAccount(app);
  vi.spyOn(processClock, "monotonic").mockImplementation(() => performance.now() + aheadMs);
  const transaction = vi.spyOn(db(), "$transaction");
  await account.create("late");
  const waits = transaction.mock.calls.map(([, options]) => (options as { maxWait: number }).maxWait);
  expect(waits).toHaveLength(1);
  expect(waits[0], "he waits for the database twice").toBeLessThanOrEqual(connectionWithinMs - knownAfterMs);
});
