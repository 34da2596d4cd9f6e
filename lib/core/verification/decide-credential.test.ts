import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs } from "@/lib/core/clock";
import type { CredentialRecord } from "./credential-record";
import { decideCredential, type RefusalCode } from "./decide-credential";

const instant = fc.integer({ min: 0, max: 4_000_000_000_000 }).map((ms) => new Date(ms));
/** Milliseconds, mostly about the edge. */
const offset = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer());
const account = "W7K-4RT-9X2P";
const secretId = "1c0a6c43-1f2c-4b5b-8d53-5d7a0b1c2d3e";
const refused = (code: RefusalCode) => ({ valid: false, code, secretId });

const record = (more: Partial<CredentialRecord> = {}): CredentialRecord => ({
  digest: Buffer.alloc(32),
  kind: "account_passcode",
  id: "5a0a6c43-1f2c-4b5b-8d53-5d7a0b1c2d3e",
  name: "Acme",
  scopes: [],
  user_id: null,
  person_id: null,
  account_id: account,
  account_name: "Account",
  account_key: "7d0a6c43-1f2c-4b5b-8d53-5d7a0b1c2d3e",
  expires_at: null,
  retires_at: null,
  secret_id: secretId,
  suspended: false,
  dialect_on: true,
  user_passcodes_only: false,
  ended: false,
  now: new Date(0),
  ...more,
});

describe("deciding about a credential", () => {
  test("it is good while now < expires_at, to the millisecond, or it would outlive its end", () => {
    fc.assert(
      fc.property(instant, offset, (end, sinceEnd) => {
        const now = new Date(end.getTime() + sinceEnd);
        const decision = decideCredential(record({ expires_at: end }), account, now.getTime());
        if (sinceEnd < 0) expect(decision).toMatchObject({ valid: true, expiresAt: end });
        else expect(decision).toEqual(refused("expired"));
      }),
    );
  });

  test("a rotated-out secret is good while now < retires_at and now < expires_at, then revoked or expired", () => {
    fc.assert(
      fc.property(instant, offset, offset, (now, toRetire, toExpire) => {
        const retires = new Date(now.getTime() + toRetire);
        const expires = new Date(now.getTime() + toExpire);
        const decision = decideCredential(record({ expires_at: expires, retires_at: retires }), account, now.getTime());
        const code = toRetire <= 0 ? "revoked" : toExpire <= 0 ? "expired" : null;
        if (code) expect(decision).toEqual(refused(code));
        else expect(decision.valid).toBe(true);
      }),
    );
  });

  test("what has ended is revoked, whatever its dates say", () => {
    fc.assert(
      fc.property(fc.option(instant), fc.option(instant), instant, (expires, retires, now) => {
        const ended = record({ expires_at: expires, retires_at: retires, ended: true });
        expect(decideCredential(ended, account, now.getTime())).toEqual(refused("revoked"));
      }),
    );
  });

  test("another account's id learns nothing, of no state: it is as if there were no such secret (V4)", () => {
    const now = new Date(1000);
    const states = [
      ...[{}, { ended: true }, { expires_at: now }, { retires_at: now }, { suspended: true }],
      ...[{ dialect_on: false }, { user_passcodes_only: true }],
    ];
    const wrong = ["W7K-4RT-9X2Q", "w7k-4rt-9x2p", ` ${account}`, `${account}\n`, ""];
    for (const state of states) {
      for (const id of wrong)
        expect(decideCredential(record(state), id, now.getTime())).toEqual(decideCredential(null, id, now.getTime()));
    }
    expect(decideCredential(null, account, now.getTime())).toEqual({ valid: false, code: "not_found", secretId: null });
  });

  test("of several reasons it tells the first of revoked, expired, suspended, dialect_off, user_passcode_required", () => {
    const now = new Date(1000);
    const reasons: [RefusalCode, Partial<CredentialRecord>][] = [
      ["revoked", { ended: true }],
      ["expired", { expires_at: now }],
      ["suspended", { suspended: true }],
      ["dialect_off", { dialect_on: false }],
      ["user_passcode_required", { user_passcodes_only: true }],
    ];
    for (let chosen = 1; chosen < 2 ** reasons.length; chosen++) {
      const given = reasons.filter((_reason, index) => chosen & (1 << index));
      const row = record(Object.assign({}, ...given.map(([, state]) => state)));
      const first = given[0]?.[0] ?? "not_found";
      expect(decideCredential(row, account, now.getTime()), given.map(([code]) => code).join()).toEqual(refused(first));
    }
  });

  test("user passcodes only: it says so of account passcodes, or no service key would work", () => {
    const row = record({ kind: "service_key", user_passcodes_only: true });
    expect(decideCredential(row, null, 0).valid).toBe(true);
  });

  test("it says who it is", () => {
    const row = record({ kind: "service_key", scopes: ["verify"] });
    expect(decideCredential(row, null, 0)).toEqual({
      valid: true,
      credential: {
        id: row.id,
        kind: "service_key",
        account_id: account,
        user_id: null,
        name: "Acme",
        scopes: ["verify"],
      },
      accountName: "Account",
      accountKey: row.account_key,
      expiresAt: null,
      expiresSoon: false,
      secretId,
    });
  });

  test.each([
    [30 * dayMs, true],
    [30 * dayMs + 1, false],
    [1, true],
  ])("%i ms before its end it expires soon: %s", (leftMs, soon) => {
    const decision = decideCredential(record({ expires_at: new Date(leftMs) }), account, 0);
    expect(decision).toMatchObject({ valid: true, expiresSoon: soon });
  });
});
