import { describe, expect, test } from "vitest";
import { updateAccount } from "@/lib/core/account/update-account";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { deletePasscode } from "@/lib/core/passcode/delete-passcode";
import { listPasscodes } from "@/lib/core/passcode/list-passcodes";
import { digestsOf, parseToken } from "@/lib/core/secrets";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, anonymous, operator, rolledBack } from "@/lib/testing/rolled-back";

const days = (expires_in_days: unknown) => ({ name: "Acme", expires_in_days: expires_in_days as number });

describe("creating a passcode", () => {
  test("answers the secret once and keeps its digest alone", () =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      const { passcode, ...view } = await createPasscode(caller, { name: "  Acme ", expires_in_days: null });
      expect(parseToken(passcode)).toEqual({ kind: "ap" });
      expect(view).toMatchObject({
        name: "Acme",
        status: "active",
        expires_at: null,
        created_by: "Ada Watch",
        version: 1,
      });
      const secret = await tx.secret.findFirstOrThrow({ where: { passcodeId: view.id } });
      expect(digestsOf(passcode)).toContainEqual(secret.digest);
      const { data } = await listPasscodes(caller, {});
      expect(data).toEqual([view]);
      const everything = JSON.stringify(
        await Promise.all([tx.passcode.findMany(), tx.secret.findMany(), auditOf(tx, account.id)]),
        (_key, value) => (typeof value === "bigint" ? Number(value) : value),
      );
      expect(everything, "the secret can be read in the database").not.toContain(passcode.slice(5, 37));
    }));

  test("expires the given number of days of 24 hours later", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const { expires_at, created_at, status } = await createPasscode(caller, { name: "Acme", expires_in_days: 3650 });
      expect(Date.parse(expires_at ?? "") - Date.parse(created_at)).toBe(3650 * 86_400_000);
      expect(status).toBe("active");
      expect((await createPasscode(caller, { name: "Soon", expires_in_days: 30 })).status).toBe("expiring_soon");
    }));

  test("is recorded, once, in the account's chain", () =>
    rolledBack(async (tx) => {
      const { caller, account, membership } = await anAccount(tx);
      const { id } = await createPasscode(caller, { name: "Acme", expires_in_days: 7 });
      const events = await auditOf(tx, account.id);
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({
        action: "passcode.create",
        result: "ok",
        targetId: id,
        actorId: membership.id,
      });
    }));

  test.each([
    ["0", 0],
    ["negative", -1],
    ["a fraction", 1.5],
    ["huge", 3651],
    ["beyond every date", Number.MAX_SAFE_INTEGER],
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["text", "30"],
    ["a list", [30]],
  ])("refuses %s days and changes nothing", (_what, value) =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      const refusal = await refusalOf(createPasscode(caller, days(value)));
      expect(refusal.code).toBe("invalid_request");
      expect(refusal.issues).toEqual([
        { path: "expires_in_days", message: "Days: a whole number from 1 to 3650, or forever." },
      ]);
      expect(await tx.passcode.count({ where: { accountId: account.id } })).toBe(0);
      expect((await tx.account.findUniqueOrThrow({ where: { id: account.id } })).livePasscodes).toBe(0);
      expect(await auditOf(tx, account.id)).toEqual([]);
    }),
  );

  test.each([
    ["no end at all", {}],
    ["two ends", { expires_in_days: 3, expires_at: "2090-01-01T00:00:00Z" }],
    ["an end in the past", { expires_at: "2020-01-01T00:00:00Z" }],
    ["an end without a zone", { expires_at: "2090-01-01T00:00:00" }],
    ["an end that is no date", { expires_at: "2090-02-30T00:00:00Z" }],
    ["a contact that is no address", { expires_in_days: 3, contact_email: "a@b, c@d" }],
  ])("refuses %s", (_what, more) =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      const input = { name: "Acme", ...more } as { name: string; expires_in_days: number };
      expect((await refusalOf(createPasscode(caller, input))).code).toBe("invalid_request");
      expect((await tx.account.findUniqueOrThrow({ where: { id: account.id } })).livePasscodes).toBe(0);
    }),
  );

  test("takes an end with its zone and the holder's address", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const input = { name: "Acme", expires_at: "2090-01-01T02:00:00+02:00", contact_email: "Ops@Acme.test" };
      const made = await createPasscode(caller, input);
      expect(made).toMatchObject({ expires_at: "2090-01-01T00:00:00.000Z", contact_email: "ops@acme.test" });
    }));

  test("a maximum lifetime holds for every end that is set, and for none", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      await updateAccount(caller, { policy: { max_lifetime_days: 30 }, version: 1 });
      for (const expires_in_days of [31, null]) {
        expect((await refusalOf(createPasscode(caller, days(expires_in_days)))).message).toContain("at most 30 days");
      }
      await createPasscode(caller, days(30));
    }));

  test("refuses unknown fields", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const input = { ...days(1), status: "active" };
      expect((await refusalOf(createPasscode(caller, input))).code).toBe("invalid_request");
    }));

  test("refuses a name that is taken, in any case and form, and gives it free after a delete", () =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      const first = await createPasscode(caller, { name: "Café Straße", expires_in_days: null });
      for (const name of ["Café Straße", "CAFE\u0301 STRASSE", " café strasse "]) {
        const refusal = await refusalOf(createPasscode(caller, { name, expires_in_days: null }));
        expect(refusal.code, name).toBe("name_taken");
      }
      expect((await tx.account.findUniqueOrThrow({ where: { id: account.id } })).livePasscodes).toBe(1);
      await deletePasscode(caller, { id: first.id });
      await createPasscode(caller, { name: "café strasse", expires_in_days: null });
    }));

  test("the same name in another account is nobody's business", () =>
    rolledBack(async (tx) => {
      const [one, other] = [await anAccount(tx), await anAccount(tx)];
      await createPasscode(one.caller, days(1));
      await createPasscode(other.caller, days(1));
      expect((await listPasscodes(other.caller, {})).data).toHaveLength(1);
    }));

  test("the 101st is refused; expired ones give their place back", () =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      for (let n = 1; n <= 100; n++) await createPasscode(caller, { name: `Partner ${n}`, expires_in_days: 30 });
      const refusal = await refusalOf(createPasscode(caller, days(1)));
      expect(refusal.code).toBe("passcode_limit_reached");
      expect(refusal.message).toContain("100");
      await tx.$executeRaw`UPDATE passcode SET expires_at = clock_timestamp() - interval '1 millisecond' WHERE account_id = ${account.id}::uuid
        AND name IN ('Partner 1', 'Partner 2')`;
      await createPasscode(caller, days(1));
      const { passcode_count, data } = await listPasscodes(caller, { limit: 100, sort: "name" });
      expect(passcode_count, "people see the number of unexpired ones").toBe(99);
      expect(data.filter((one) => one.status === "expired")).toHaveLength(2);
      expect((await tx.account.findUniqueOrThrow({ where: { id: account.id } })).livePasscodes).toBe(99);
    }));
});

describe("the right to create", () => {
  test.each([
    ["admin", true],
    ["manager", true],
    ["member", false],
    ["viewer", false],
  ] as const)("%s: %s, and a refusal is recorded", (role, allowed) =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx, role);
      if (allowed) return void (await createPasscode(caller, days(1)));
      expect((await refusalOf(createPasscode(caller, days(1)))).code).toBe("forbidden");
      expect(await auditOf(tx, account.id)).toMatchObject([{ action: "passcode.create", result: "refused" }]);
      expect(await tx.passcode.count({ where: { accountId: account.id } })).toBe(0);
    }),
  );

  test("nobody and the operator's command have none", () =>
    rolledBack(async (tx) => {
      expect((await refusalOf(createPasscode(anonymous(tx), days(1)))).code).toBe("credential_required");
      expect((await refusalOf(createPasscode(operator(tx), days(1)))).code).toBe("forbidden");
    }));
});
