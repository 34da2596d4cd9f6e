import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestSecret, digestsOf, hintOf, makeAccountPublicId, makeToken, parseToken, tokenKinds } from "./secrets";

describe("tokens", () => {
  test("200,000 of them are all different and all whole", () => {
    const seen = new Set<string>();
    for (let i = 0; i < 200_000; i++) seen.add(makeToken("ap"));
    expect(seen.size, "two holders were given the same passcode").toBe(200_000);
    for (const token of seen) if (parseToken(token)?.kind !== "ap") expect.fail(`${token} is refused by its own check`);
  });

  test("every digit is as likely as every other", () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 20_000; i++) {
      for (const digit of makeToken("ap").slice(5, 37)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    }
    const expected = (20_000 * 32) / 62;
    const chiSquared = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(62);
    expect(chiSquared, "a skewed token is easier to guess").toBeLessThan(130);
  });

  test("a token with any one character changed is refused without a query", () => {
    for (let i = 0; i < 1000; i++) {
      const token = makeToken("ap");
      for (let at = 0; at < token.length; at++) {
        const other = token[at] === "x" ? "y" : "x";
        const changed = token.slice(0, at) + other + token.slice(at + 1);
        if (parseToken(changed) !== null) expect.fail(`${changed} passed for ${token}`);
      }
    }
  });

  test("half a token, one with space or newline around it, and garbage are refused", () => {
    const token = makeToken("ap");
    for (const bad of [
      "",
      token.slice(0, 20),
      token.slice(0, -1),
      `${token}\n`,
      ` ${token}`,
      `${token}0`,
      token.toLowerCase(),
    ]) {
      expect(parseToken(bad), JSON.stringify(bad)).toBeNull();
    }
    fc.assert(fc.property(fc.string(), (text) => parseToken(text) === null));
  });

  test("the kind is part of what is checked: one kind never passes for another", () => {
    for (const kind of tokenKinds) {
      const token = makeToken(kind);
      expect(parseToken(token)).toEqual({ kind });
      for (const other of tokenKinds) {
        if (other !== kind) expect(parseToken(`ww${other}${token.slice(4)}`), `${kind} as ${other}`).toBeNull();
      }
    }
  });
});

describe("what is kept of a secret", () => {
  test("is a digest that differs from token to token and is found again", () => {
    const token = makeToken("ap");
    const { digest } = digestSecret(token);
    expect(digest).toHaveLength(32);
    expect(digestsOf(token)[0]).toEqual(digest);
    expect(digestSecret(makeToken("ap")).digest).not.toEqual(digest);
  });

  test("the hint holds the last four characters and no more", () => {
    const token = makeToken("ap");
    expect(hintOf(token)).toBe(`ww…${token.slice(-4)}`);
  });
});

test("an account id has the shape that people read out", () => {
  for (let i = 0; i < 1000; i++)
    expect(makeAccountPublicId()).toMatch(/^[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{4}$/);
});
