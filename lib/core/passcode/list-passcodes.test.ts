import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { encodeCursor } from "@/lib/core/cursor";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { listPasscodes } from "@/lib/core/passcode/list-passcodes";
import { rotatePasscode } from "@/lib/core/passcode/rotate-passcode";
import { updatePasscode } from "@/lib/core/passcode/update-passcode";
import type { Tx } from "@/lib/db";
import { refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";

/** One in every status; the names tell which. */
async function oneOfEach(tx: Tx) {
  const account = await anAccount(tx);
  const { caller } = account;
  const make = (name: string, expires_in_days: number | null) => createPasscode(caller, { name, expires_in_days });
  await make("active", null);
  await make("expiring soon", 30);
  const expired = await make("expired", 1);
  await tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() - interval '1 millisecond' WHERE id = ${expired.id}::uuid`;
  const suspended = await make("suspended", 3);
  await updatePasscode(caller, { id: suspended.id, suspended: true, contact_email: "ops@partner.test", version: 1 });
  await rotatePasscode(caller, { id: (await make("rolling", null)).id });
  await rotatePasscode(caller, { id: (await make("expiring and rolling", 5)).id });
  return account;
}
const names = (page: { data: { name: string }[] }) => page.data.map((one) => one.name);

describe("the list of passcodes", () => {
  test("says of each the first status that fits, and filters by it", () =>
    rolledBack(async (tx) => {
      const { caller } = await oneOfEach(tx);
      const { data, passcode_count } = await listPasscodes(caller, { sort: "name" });
      expect(Object.fromEntries(data.map((one) => [one.name, one.status]))).toEqual({
        active: "active",
        expired: "expired",
        "expiring and rolling": "expiring_soon",
        "expiring soon": "expiring_soon",
        rolling: "rolling",
        suspended: "suspended",
      });
      expect(passcode_count).toBe(5);
      const soon = await listPasscodes(caller, { status: "expiring_soon", sort: "name" });
      expect(names(soon)).toEqual(["expiring and rolling", "expiring soon"]);
      expect(soon).toMatchObject({ matching_count: 2, passcode_count: 5, passcode_limit: 100 });
    }));

  test("finds by name in any case, by contact, by hint, and takes signs literally", () =>
    rolledBack(async (tx) => {
      const { caller } = await oneOfEach(tx);
      await createPasscode(caller, { name: "100% Straße_1", expires_in_days: null });
      const find = async (q: string) => names(await listPasscodes(caller, { q, sort: "name" }));
      expect(await find("STRASSE")).toEqual(["100% Straße_1"]);
      expect(await find("ops@PARTNER")).toEqual(["suspended"]);
      expect(await find("%")).toEqual(["100% Straße_1"]);
      expect(await find("_")).toEqual(["100% Straße_1"]);
      expect(await find("\\")).toEqual([]);
      const [any] = (await listPasscodes(caller, {})).data;
      expect(await find(any?.hint.slice(-4) ?? "")).toContain(any?.name);
    }));

  test.each([
    "name",
    "-name",
    "created_at",
    "-created_at",
    "expires_at",
    "-expires_at",
    "last_used_at",
    "-last_used_at",
  ] as const)("sorted by %s is the same in one page and in pages of one", (sort) =>
    rolledBack(async (tx) => {
      const { caller } = await oneOfEach(tx);
      const whole = names(await listPasscodes(caller, { sort }));
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listPasscodes(caller, { sort, limit: 1, cursor });
        paged.push(...names(page));
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(paged, "a row is shown twice or never").toEqual(whole);
      const offsets: string[] = [];
      for (let offset = 0; offset < whole.length; offset += 2) {
        offsets.push(...names(await listPasscodes(caller, { sort, limit: 2, offset })));
      }
      expect(offsets).toEqual(whole);
    }),
  );

  test("what never ends comes last, what was never used first", () =>
    rolledBack(async (tx) => {
      const { caller } = await oneOfEach(tx);
      expect(
        names(await listPasscodes(caller, { sort: "expires_at" }))
          .slice(-2)
          .sort(),
      ).toEqual(["active", "rolling"]);
    }));

  test.each([
    ["limit", "0"],
    ["limit", "101"],
    ["limit", "x"],
    ["limit", "1.5"],
    ["limit", "1e1"],
    ["limit", "0x10"],
    ["limit", ["5", "6"]],
    ["q", "a\0b"],
    ["sort", "digest"],
    ["status", "deleted"],
    ["cursor", "x"],
    ["cursor", Buffer.from('{"after":"x","id":"y"}').toString("base64url")],
    ["cursor", Buffer.from('{"after":"2020-01-01T00:00:00Z","id":"y"}').toString("base64url")],
    ["cursor", Buffer.from(`{"after":"0000-01-01T00:00:00Z","id":"${randomUUID()}"}`).toString("base64url")],
    ["page", "1"],
  ])("%s=%s is refused", (field, value) =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      expect((await refusalOf(listPasscodes(caller, { [field]: value }))).code).toBe("invalid_request");
    }),
  );

  test("a forged cursor with a NUL is refused", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const cursor = encodeCursor({ after: "\0", id: randomUUID() });
      expect((await refusalOf(listPasscodes(caller, { sort: "name", cursor }))).code).toBe("invalid_request");
    }));

  test("among 10,000 expired ones the 100 live are counted, found and sorted", () =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      await tx.$executeRaw`
        WITH made AS (
          INSERT INTO passcode (account_id, name, name_key, expires_at, holds_place, created_at, created_by)
          SELECT ${account.id}::uuid, 'Partner ' || n, 'partner ' || n,
                 CASE WHEN n > 100 THEN clock_timestamp() - make_interval(mins => n) END, n <= 100,
                 clock_timestamp() - make_interval(hours => n), 'Ada'
          FROM generate_series(1, 10100) n RETURNING id)
        INSERT INTO secret (passcode_id, digest, pepper_id, hint, created_at)
        SELECT id, sha256(id::text::bytea), 'p1', 'ww…' || substr(id::text, 1, 4), clock_timestamp() FROM made`;
      await tx.$executeRaw`ANALYZE passcode`;
      await tx.$executeRaw`ANALYZE secret`;
      const inputs = [{}, { q: "partner 99" }, { sort: "expires_at" }, { status: "active", sort: "name" }] as const;
      for (const input of inputs) {
        const page = await listPasscodes(caller, input);
        expect(page.data.length).toBeGreaterThan(0);
        expect(page.passcode_count).toBe(100);
      }
    }));
});
