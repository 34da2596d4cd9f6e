import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { makeToken } from "@/lib/core/secrets";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";
import { purgeAnswers, purgeSealedAnswers } from "./purge-idempotency";

test("sealed secrets go after 15 minutes, answers after 24 hours, and neither before", () =>
  rolledBack(async (tx) => {
    const { caller } = await anAccount(tx);
    const ages = ["14 minutes", "15 minutes 1 second", "23 hours 59 minutes", "24 hours 1 second"];
    const names: string[] = [];
    for (const age of ages) {
      const name = randomUUID();
      const idempotency = { key: name, scope: "test", callerSecret: makeToken("sk"), onReplay: () => undefined };
      await createPasscode({ ...caller, idempotency }, { name, expires_in_days: 1 });
      await tx.$executeRaw`
        UPDATE idempotency SET created_at = clock_timestamp() - ${age}::interval WHERE output ->> 'name' = ${name}`;
      names.push(name);
    }
    await purgeSealedAnswers(tx);
    await purgeAnswers(tx);
    const rows = await tx.$queryRaw<{ name: string; sealed: boolean }[]>`
      SELECT output ->> 'name' AS name, sealed_output IS NOT NULL AS sealed FROM idempotency
      WHERE output ->> 'name' = ANY(${names}) ORDER BY created_at DESC`;
    expect(rows.map((row) => [ages[names.indexOf(row.name)], row.sealed])).toEqual([
      ["14 minutes", true],
      ["15 minutes 1 second", false],
      ["23 hours 59 minutes", false],
    ]);
  }));
