import { hash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Scope } from "@/lib/core/permissions";
import type { CredentialRecord } from "@/lib/core/verification/credential-record";
import { decideCredential } from "@/lib/core/verification/decide-credential";
import { CredentialCache } from "./credential-cache";

/** A uuid for each name. */
const uuid = (name: string) => hash("md5", name).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const record = (id: string, more: Partial<CredentialRecord> = {}): CredentialRecord => ({
  digest: Buffer.alloc(32),
  kind: "user_passcode",
  id: uuid(id),
  name: `name of ${id}`,
  scopes: [],
  user_id: uuid("member"),
  person_id: uuid("person"),
  account_id: "AAA-AAA-AAAA",
  account_name: "Account",
  account_key: uuid("account"),
  expires_at: null,
  retires_at: null,
  secret_id: uuid(`secret of ${id}`),
  suspended: false,
  dialect_on: true,
  user_passcodes_only: false,
  ended: false,
  now: new Date(1_800_000_000_000),
  ...more,
});
const elsewhere = {
  user_id: uuid("other member"),
  person_id: uuid("other person"),
  account_key: uuid("other account"),
};

describe("what is remembered", () => {
  test("decides as what was read", () => {
    const moment = fc.option(fc.integer({ min: -40 * 86_400_000, max: 40 * 86_400_000 }));
    const sometimes = fc.boolean();
    const given = fc.record({
      kind: fc.constantFrom("account_passcode", "user_passcode", "session_token", "service_key"),
      ...{ suspended: sometimes, dialect_on: sometimes, user_passcodes_only: sometimes, ended: sometimes },
      scopes: fc.constantFrom<Scope[]>([], ["verify"]),
      user_id: fc.option(fc.uuid()),
      expires: moment,
      retires: moment,
    });
    fc.assert(
      fc.property(given, ({ expires, retires, ...more }) => {
        const now = new Date(1_800_000_000_000);
        const at = (ms: number | null) => (ms === null ? null : new Date(now.getTime() + ms));
        const read = record("a", { ...more, expires_at: at(expires), retires_at: at(retires), now });
        const cache = new CredentialCache(1);
        cache.set("key", read);
        const remembered = cache.get("key");
        expect(decideCredential(remembered, null, now.getTime())).toEqual(decideCredential(read, null, now.getTime()));
        for (const change of [expires, retires].filter((ms) => ms !== null && ms > 0)) {
          expect(remembered?.stands(now.getTime() + (change ?? 0)), "it outlives its end").toBe(false);
        }
      }),
    );
  });

  test("is forgotten with whatever it belongs to, and what belongs to others stays", () => {
    for (const dropped of ["mine", "member", "person", "account"]) {
      const cache = new CredentialCache(10);
      cache.set("mine", record("mine"));
      cache.set("its other secret", record("mine"));
      cache.set("other", record("other", elsewhere));
      cache.drop([uuid(dropped)]);
      expect(cache.get("mine"), `it survives its ${dropped}`).toBeNull();
      expect(cache.get("its other secret"), `it survives its ${dropped}`).toBeNull();
      expect(cache.get("other")?.id).toBe(uuid("other"));
    }
  });

  test("may be remembered anew after it was dropped, and dropped anew", () => {
    for (const dropped of ["mine", "member", "person", "account"]) {
      const cache = new CredentialCache(10);
      for (let round = 0; round < 3; round++) {
        cache.set("mine", record("mine"));
        expect(cache.get("mine")?.id).toBe(uuid("mine"));
        cache.drop([uuid(dropped)]);
        expect(cache.get("mine"), `round ${round}: it survives its ${dropped}`).toBeNull();
      }
    }
  });

  test("of an account that is called otherwise by now is no more true", () => {
    const cache = new CredentialCache(10);
    cache.set("before", record("before"));
    cache.set("after", record("after", { account_name: "Another name" }));
    expect(cache.get("before")).toBeNull();
    expect(cache.get("after")?.account_name).toBe("Another name");
  });

  test("never grows beyond its bound, and what is asked for stays longer than what is not", () => {
    const cache = new CredentialCache(100);
    for (let i = 0; i < 50; i++) cache.set(`asked ${i}`, record(`a${i}`));
    for (let i = 0; i < 500; i++) {
      cache.set(`once ${i}`, record(`b${i}`, elsewhere));
      for (let n = 0; n < 50; n++) cache.get(`asked ${n}`);
      expect(cache.size).toBeLessThanOrEqual(100);
    }
    const kept = Array.from({ length: 50 }, (_, n) => cache.get(`asked ${n}`)).filter((entry) => entry !== null);
    expect(kept.length, "the busiest credentials are read from the database again and again").toBeGreaterThan(45);
  });

  test("that nobody knows a secret is forgotten with every change, whatever it touched, and when all is", () => {
    const cache = new CredentialCache(10);
    for (const forget of [() => cache.drop([uuid("somebody else's")]), () => cache.drop([]), () => cache.clear()]) {
      cache.setUnknown("made up");
      expect(cache.isUnknown("made up"), "a client that nobody knows costs a query each time").toBe(true);
      expect([cache.get("made up"), cache.isUnknown("another")]).toEqual([null, false]);
      forget();
      expect(cache.isUnknown("made up"), "what a change has made known is refused").toBe(false);
    }
  });

  test("what is known by now stays no more unknown when it has to go", () => {
    const cache = new CredentialCache(1);
    cache.setUnknown("key");
    cache.set("key", record("a"));
    cache.set("next", record("b"));
    expect([cache.get("key"), cache.isUnknown("key")], "a good credential is refused").toEqual([null, false]);
  });

  test("secrets that are made up take no more room than 10,000, and none of what is remembered", () => {
    const cache = new CredentialCache(1);
    cache.set("key", record("a"));
    for (let i = 0; i < 20_000; i++) cache.setUnknown(`made up ${i}`);
    const kept = Array.from({ length: 20_000 }, (_, i) => i).filter((i) => cache.isUnknown(`made up ${i}`));
    expect([kept.length, kept[0]]).toEqual([10_000, 10_000]);
    expect(cache.get("key")?.id, "who makes secrets up drives out a good one").toBe(uuid("a"));
  });

  test("is what a plain map with the same drops would hold, or nothing", () => {
    const digit = (max: number) => fc.integer({ min: 0, max }).map(String);
    const step = fc.oneof(
      fc.record({ do: fc.constant("set" as const), key: digit(8), member: digit(3), account: digit(2) }),
      fc.record({
        do: fc.constant("drop" as const),
        id: fc.oneof(digit(5), digit(3), digit(2)),
        of: fc.constantFrom("c", "m", "a"),
      }),
      fc.record({ do: fc.constant("get" as const), key: digit(8) }),
      fc.record({ do: fc.constant("clear" as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80, size: "max" }), (steps) => {
        const cache = new CredentialCache(5);
        const model = new Map<string, { name: string; ids: string[] }>();
        steps.forEach((one, n) => {
          if (one.do === "set") {
            // Two keys are secrets of one credential.
            const ids = [`c${Number(one.key) >> 1}`, `m${one.member}`, `a${one.account}`] as const;
            cache.set(
              one.key,
              record(ids[0], { name: `v${n}`, user_id: uuid(ids[1]), person_id: null, account_key: uuid(ids[2]) }),
            );
            model.set(one.key, { name: `v${n}`, ids: [...ids] });
            expect(cache.get(one.key)?.name).toBe(`v${n}`);
          } else if (one.do === "drop") {
            cache.drop([uuid(one.of + one.id)]);
            for (const [key, { ids }] of model) if (ids.includes(one.of + one.id)) model.delete(key);
          } else if (one.do === "clear") {
            cache.clear();
            model.clear();
          } else expect([undefined, model.get(one.key)?.name]).toContain(cache.get(one.key)?.name);
          expect(cache.size).toBeLessThanOrEqual(5);
        });
      }),
      { numRuns: 500 },
    );
  });
});
