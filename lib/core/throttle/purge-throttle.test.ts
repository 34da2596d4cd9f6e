import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { rolledBack } from "@/lib/testing/rolled-back";
import { chargeAttempt } from "./charge-attempt";
import { purgeThrottle } from "./purge-throttle";

test("who has not failed for a day is forgotten, and nobody else", () =>
  rolledBack(async (tx) => {
    const kept = await chargeAttempt(tx, randomUUID(), null);
    const gone = await chargeAttempt(tx, randomUUID(), null);
    await tx.$executeRaw`UPDATE throttle SET updated_at = updated_at - interval '23 hours 59 minutes' WHERE key = ${kept.nameKey}`;
    await tx.$executeRaw`UPDATE throttle SET updated_at = updated_at - interval '24 hours 1 second' WHERE key = ${gone.nameKey}`;
    await purgeThrottle(tx);
    const rows = await tx.throttle.findMany({ where: { key: { in: [kept.nameKey, gone.nameKey] } } });
    expect(rows.map((row) => Buffer.from(row.key))).toEqual([Buffer.from(kept.nameKey)]);
  }));
