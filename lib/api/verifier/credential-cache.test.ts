import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CredentialCache } from "./credential-cache";

describe("what is remembered", () => {
  test("is forgotten with any of its owners, and what belongs to others stays", () => {
    for (const dropped of ["credential", "member", "person", "account"]) {
      const cache = new CredentialCache<number>(10);
      cache.set("mine", 1, ["credential", "member", "person", "account"]);
      cache.set("other", 2, ["other credential", "other account"]);
      cache.drop([dropped]);
      expect(cache.get("mine"), `it survives its ${dropped}`).toBeNull();
      expect(cache.get("other")).toBe(2);
    }
  });

  test("may be remembered anew after it was dropped", () => {
    const cache = new CredentialCache<number>(10);
    cache.set("a", 1, ["account"]);
    cache.drop(["account"]);
    cache.set("a", 2, ["account"]);
    expect(cache.get("a")).toBe(2);
    cache.drop(["account"]);
    expect(cache.get("a"), "the second drop of an account finds nothing").toBeNull();
  });

  test("never grows beyond its bound, and what is asked for stays longer than what is not", () => {
    const cache = new CredentialCache<number>(100);
    for (let i = 0; i < 50; i++) cache.set(`asked ${i}`, i, [`a${i}`]);
    for (let i = 0; i < 500; i++) {
      cache.set(`once ${i}`, i, [`b${i}`]);
      for (let n = 0; n < 50; n++) cache.get(`asked ${n}`);
      expect(cache.size).toBeLessThanOrEqual(100);
    }
    const kept = Array.from({ length: 50 }, (_, n) => cache.get(`asked ${n}`)).filter((value) => value !== null);
    expect(kept.length, "the busiest credentials are read from the database again and again").toBeGreaterThan(45);
  });

  test("is what a plain map with the same drops would hold, or nothing", () => {
    const key = fc.integer({ min: 0, max: 8 }).map(String);
    const owners = fc.uniqueArray(fc.integer({ min: 0, max: 5 }).map(String), { minLength: 1, maxLength: 3 });
    const step = fc.oneof(
      fc.record({ do: fc.constant("set" as const), key, owners }),
      fc.record({ do: fc.constant("drop" as const), owners }),
      fc.record({ do: fc.constant("get" as const), key }),
      fc.record({ do: fc.constant("clear" as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const cache = new CredentialCache<number>(4);
        const model = new Map<string, { value: number; owners: string[] }>();
        steps.forEach((one, value) => {
          if (one.do === "set") {
            cache.set(one.key, value, one.owners);
            model.set(one.key, { value, owners: one.owners });
            expect(cache.get(one.key)).toBe(value);
          } else if (one.do === "drop") {
            cache.drop(one.owners);
            for (const [known, entry] of model)
              if (entry.owners.some((id) => one.owners.includes(id))) model.delete(known);
          } else if (one.do === "clear") {
            cache.clear();
            model.clear();
          } else expect([null, model.get(one.key)?.value ?? null]).toContain(cache.get(one.key));
          expect(cache.size).toBeLessThanOrEqual(4);
        });
      }),
    );
  });
});
