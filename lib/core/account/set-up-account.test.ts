import { describe, expect, test } from "vitest";
import type { Tx } from "@/lib/db";
import { ownDatabase } from "@/scripts/testing/own-database";

// Set-up is for an installation without an administrator, which the other tests' database is not.
await ownDatabase();
const { setUpAccount } = await import("@/lib/core/account/set-up-account");
const { makeToken } = await import("@/lib/core/secrets");
const { readSession } = await import("@/lib/core/session/read-session");
const { checkSetupLink } = await import("@/lib/core/setup-link/check-setup-link");
const { createSetupLink } = await import("@/lib/core/setup-link/create-setup-link");
const { auditOf, refusalOf } = await import("@/lib/testing/audit");
const { anAccount, anonymous, rolledBack, system, testPassword } = await import("@/lib/testing/rolled-back");

const form = (link: string) => ({
  link,
  account_name: "Acme Partners",
  name: "Ada",
  email: "ada@first.test",
  password: testPassword,
});

/** The set-up of an empty installation. */
const asOnFirstDay = (test: (tx: Tx, link: string) => Promise<void>) =>
  rolledBack(async (tx) => {
    const made = await createSetupLink(system(tx));
    await test(tx, made?.link ?? "");
  });

describe("the set-up link", () => {
  test("makes the account and its administrator, signed in, and is recorded", () =>
    asOnFirstDay(async (tx, link) => {
      expect(await checkSetupLink(anonymous(tx), { link })).toEqual({ valid: true });
      const { session_id } = await setUpAccount(anonymous(tx), form(link));
      const signedIn = await readSession(session_id, tx);
      expect(signedIn).toMatchObject({ actor: { role: "admin", name: "Ada" }, account: { name: "Acme Partners" } });
      const events = await auditOf(tx);
      expect(events.map((event) => event.action).slice(-2)).toEqual(["setup-link.create", "account.set-up"]);
      expect(JSON.stringify(events, (_key, value) => (typeof value === "bigint" ? 0 : value))).not.toContain(link);
    }));

  test("works once", () =>
    asOnFirstDay(async (tx, link) => {
      await setUpAccount(anonymous(tx), form(link));
      const again = { ...form(link), email: "eve@second.test" };
      expect((await refusalOf(setUpAccount(anonymous(tx), again))).code).toBe("setup_link_invalid");
      expect(await tx.user.count({ where: { email: "eve@second.test" } })).toBe(0);
      expect(await checkSetupLink(anonymous(tx), { link })).toEqual({ valid: false });
      await tx.$executeRaw`UPDATE membership SET role = 'manager' WHERE role = 'admin'`;
      const later = setUpAccount(anonymous(tx), again);
      expect((await refusalOf(later)).code, "a spent link opens again").toBe("setup_link_invalid");
    }));

  test("another link is worth nothing either once there is an administrator", () =>
    asOnFirstDay(async (tx, link) => {
      const second = (await createSetupLink(system(tx)))?.link ?? "";
      await setUpAccount(anonymous(tx), form(link));
      const refusal = await refusalOf(setUpAccount(anonymous(tx), form(second)));
      expect(refusal.code).toBe("setup_link_invalid");
      expect(await createSetupLink(system(tx)), "a link is printed though there is an administrator").toBeNull();
    }));

  test("is dead after a day", () =>
    asOnFirstDay(async (tx, link) => {
      await tx.$executeRaw`UPDATE setup_link SET expires_at = clock_timestamp()`;
      expect((await refusalOf(setUpAccount(anonymous(tx), form(link)))).code).toBe("setup_link_invalid");
    }));

  test("that was never made, cut short or of another kind is refused", () =>
    asOnFirstDay(async (tx, link) => {
      for (const bad of [makeToken("su"), link.slice(0, -1), `${link}\n`, makeToken("ap"), ""]) {
        expect((await refusalOf(setUpAccount(anonymous(tx), form(bad)))).code, bad).toBe("setup_link_invalid");
      }
    }));

  test("is not spent by a form with mistakes", () =>
    asOnFirstDay(async (tx, link) => {
      for (const [field, value] of [
        ["account_name", " "],
        ["name", "a\0"],
        ["email", "ada"],
        ["password", "too short"],
        ["password", "Acme Partners Ada"],
      ] as const) {
        const refusal = await refusalOf(setUpAccount(anonymous(tx), { ...form(link), [field]: value }));
        expect(refusal, field).toMatchObject({ code: "invalid_request", issues: [{ path: field }] });
      }
      await setUpAccount(anonymous(tx), form(link));
    }));
});

test("nobody who is signed in sets up", () =>
  rolledBack(async (tx) => {
    const { caller } = await anAccount(tx);
    expect((await refusalOf(setUpAccount(caller, form(makeToken("su"))))).code).toBe("forbidden");
  }));
