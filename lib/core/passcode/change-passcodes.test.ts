import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { updateAccount } from "@/lib/core/account/update-account";
import { type BulkChange, changePasscodes } from "@/lib/core/passcode/change-passcodes";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { listPasscodes } from "@/lib/core/passcode/list-passcodes";
import { purgePasscodes } from "@/lib/core/passcode/purge-passcodes";
import type { Tx } from "@/lib/db";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack, system } from "@/lib/testing/rolled-back";

async function three(tx: Tx) {
  const account = await anAccount(tx);
  const ids: string[] = [];
  for (const name of ["a", "b", "c"]) {
    ids.push((await createPasscode(account.caller, { name, expires_in_days: 9 })).id);
  }
  const statuses = async () => (await listPasscodes(account.caller, { sort: "name" })).data.map((one) => one.status);
  const places = async () => (await tx.account.findUniqueOrThrow({ where: { id: account.account.id } })).livePasscodes;
  return { ...account, ids, statuses, places };
}

describe("one change of many passcodes", () => {
  test("suspends, resumes, sets the end, deletes; each is recorded by itself", () =>
    rolledBack(async (tx) => {
      const { caller, ids, statuses, places, account } = await three(tx);
      const change = (change: BulkChange) => changePasscodes(caller, { ids: [...ids, ids[0] as string], change });
      expect(await change({ do: "suspend" })).toEqual({ changed: 3 });
      expect(await statuses()).toEqual(["suspended", "suspended", "suspended"]);
      await change({ do: "resume" });
      await change({ do: "set_expiry", expires_in_days: null });
      expect(await statuses()).toEqual(["active", "active", "active"]);
      await change({ do: "delete" });
      expect([await statuses(), await places()]).toEqual([[], 0]);
      const events = (await auditOf(tx, account.id)).filter((event) => event.action === "passcode.change-many");
      expect(events).toHaveLength(12);
      const deletions = events.slice(-3).map(({ targetName, detail }) => [targetName, detail]);
      expect(deletions.sort()).toEqual(["a", "b", "c"].map((name) => [name, { do: "delete" }]));
    }));

  test.each(["an unknown one", "another account's"])("with %s among them changes none", (which) =>
    rolledBack(async (tx) => {
      const { caller, ids, statuses } = await three(tx);
      const stranger = which === "an unknown one" ? randomUUID() : ((await three(tx)).ids[0] as string);
      const change = changePasscodes(caller, { ids: [...ids, stranger], change: { do: "delete" } });
      expect((await refusalOf(change)).code).toBe("not_found");
      expect(await statuses(), "some were deleted, some not").toHaveLength(3);
    }),
  );

  test("that revives more than there are places for revives none", () =>
    rolledBack(async (tx) => {
      const { caller, ids, statuses, account } = await three(tx);
      await tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp(), holds_place = false WHERE account_id = ${account.id}::uuid`;
      await tx.$executeRaw`UPDATE account SET live_passcodes = 98 WHERE id = ${account.id}::uuid`;
      const change = changePasscodes(caller, { ids, change: { do: "set_expiry", expires_in_days: 5 } });
      expect((await refusalOf(change)).code).toBe("passcode_limit_reached");
      expect(await statuses()).toEqual(["expired", "expired", "expired"]);
    }));

  test("keeps to the maximum lifetime", () =>
    rolledBack(async (tx) => {
      const { caller, ids } = await three(tx);
      await updateAccount(caller, { policy: { max_lifetime_days: 5 }, version: 1 });
      const change = changePasscodes(caller, { ids, change: { do: "set_expiry", expires_in_days: 6 } });
      expect((await refusalOf(change)).code).toBe("invalid_request");
    }));

  test.each([
    ["none", { ids: [], change: { do: "delete" } }],
    ["501", { ids: Array.from({ length: 501 }, () => randomUUID()), change: { do: "delete" } }],
    ["an unknown change", { ids: [randomUUID()], change: { do: "explode" } }],
    ["an end of 0 days", { ids: [randomUUID()], change: { do: "set_expiry", expires_in_days: 0 } }],
  ])("of %s is refused", (_what, input) =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      expect((await refusalOf(changePasscodes(caller, input as never))).code).toBe("invalid_request");
    }),
  );
});

describe("after 90 days", () => {
  const age = (tx: Tx, id: string | undefined, column: "expires_at" | "deleted_at") =>
    column === "expires_at"
      ? tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() - interval '90 days' WHERE id = ${id}::uuid`
      : tx.$executeRaw`UPDATE passcode SET deleted_at = clock_timestamp() - interval '90 days' WHERE id = ${id}::uuid`;

  test("expired and deleted passcodes are gone, with their secrets; the expired ones are recorded, their places free", () =>
    rolledBack(async (tx) => {
      const { caller, ids, account, places } = await three(tx);
      await changePasscodes(caller, { ids: [ids[1] as string], change: { do: "delete" } });
      await age(tx, ids[0], "expires_at");
      await age(tx, ids[1], "deleted_at");
      expect((await purgePasscodes(system(tx), {})).purged).toBeGreaterThanOrEqual(2);
      expect(await tx.passcode.findMany({ where: { id: { in: ids } } })).toMatchObject([{ id: ids[2] }]);
      expect(await tx.secret.count({ where: { passcodeId: { in: ids } } })).toBe(1);
      expect(await places()).toBe(1);
      const purges = (await auditOf(tx, account.id)).filter((event) => event.action === "passcode.purge");
      expect(purges.map((event) => event.targetName)).toEqual(["a"]);
    }));

  test("and not a day before", () =>
    rolledBack(async (tx) => {
      const { ids } = await three(tx);
      await tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() - interval '89 days 23 hours' WHERE id = ${ids[0]}::uuid`;
      await purgePasscodes(system(tx), {});
      expect(await tx.passcode.count({ where: { id: { in: ids } } })).toBe(3);
    }));
});
