import { describe, expect, test } from "vitest";
import { readCredentials } from "./credentials";

const read = (...headers: [string, string][]) => readCredentials(headers.flat());

/** Every header that can carry a credential; `of` dresses a secret for it. */
const carriers: { name: string; of: (secret: string) => string }[] = [
  { name: "X-CleverTap-Passcode", of: (secret) => secret },
  { name: "X-Passcode", of: (secret) => secret },
  { name: "Authorization", of: (secret) => `Bearer ${secret}` },
  { name: "Authorization", of: (secret) => `v3_user_token ${secret}` },
  { name: "Authorization", of: (secret) => `Basic ${secret}` },
  { name: "X-Auth-Token", of: (secret) => secret },
  { name: "x-api-key", of: (secret) => secret },
];
const pairs = carriers.flatMap((a, i) => carriers.slice(i).map((b) => [a, b] as const));

describe("two credentials in one request (V5)", () => {
  test.each(pairs)("that differ are several: %o and %o", (a, b) => {
    expect(read([a.name, a.of("one")], [b.name, b.of("two")]).type).toBe("multiple");
    expect(read([b.name, b.of("one")], [a.name, a.of("two")]).type).toBe("multiple");
  });

  test.each(pairs)("that are equal are one: %o and %o", (a, b) => {
    expect(read([a.name, a.of("same")], [b.name, b.of("same")]).type).not.toBe("multiple");
  });

  test("an account id that is given twice must be the same", () => {
    const passcode: [string, string] = ["X-Passcode", "p"];
    const twice = (id: string) => read(["X-Account-Id", "A"], ["X-CleverTap-Account-Id", id], passcode);
    expect(twice("A")).toEqual({ type: "passcode", accountId: "A", passcode: "p" });
    expect(twice("B")).toEqual({ type: "multiple", passcodeHeadersOnly: true });
  });

  test("says whether all of them stood in the passcode headers", () => {
    expect(read(["X-Passcode", "a"], ["X-Passcode", "b"])).toEqual({ type: "multiple", passcodeHeadersOnly: true });
    expect(read(["X-Passcode", "a"], ["x-api-key", "b"])).toEqual({ type: "multiple", passcodeHeadersOnly: false });
  });
});

describe("one credential", () => {
  test("header and scheme names are case-insensitive", () => {
    expect(read(["x-cLeverTap-account-ID", "A"], ["X-CLEVERTAP-PASSCODE", "p"])).toEqual({
      type: "passcode",
      accountId: "A",
      passcode: "p",
    });
    expect(read(["AUTHORIZATION", "bEARER  t"])).toEqual({ type: "bearer", token: "t" });
  });

  test("values are taken as they stand: nothing is trimmed or lower-cased", () => {
    const odd = "\u00a0P p\u0085";
    expect(read(["X-Account-Id", "a b"], ["X-Passcode", odd])).toEqual({
      type: "passcode",
      accountId: "a b",
      passcode: odd,
    });
  });

  test("half a pair is a passcode request whose other half is missing", () => {
    expect(read(["X-Account-Id", "A"])).toEqual({ type: "passcode", accountId: "A", passcode: null });
    expect(read(["X-Passcode", "p"])).toEqual({ type: "passcode", accountId: null, passcode: "p" });
  });

  test.each([
    ["Authorization", "bAsic YTpi", "basic", "YTpi"],
    ["Authorization", "v3_user_token t", "v3_user_token", "t"],
    ["X-Auth-Token", "t", "x-auth-token", "t"],
    ["x-api-key", "k", "x-api-key", "k"],
  ])("%s: %s says in what place it stands", (name, value, type, token) => {
    expect(read([name, value])).toEqual({ type, token });
  });

  test.each(["Bearer", "Digest x"])("Authorization: %s is one that nobody knows", (value) => {
    expect(read(["Authorization", value])).toEqual({ type: "other" });
  });

  test("the cookie of the Basic dialect is looked at where it is asked for, and no other cookie", () => {
    const withCookie = (...headers: [string, string][]) => readCredentials(headers.flat(), true);
    const cookie: [string, string] = ["Cookie", "a=b; C42_JWT_API_TOKEN=t; c=d"];
    expect(withCookie(cookie)).toEqual({ type: "cookie", token: "t" });
    expect(read(cookie)).toEqual({ type: "none" });
    for (const other of [
      "C42_JWT_API_TOKEN=",
      "c42_jwt_api_token=t",
      "xC42_JWT_API_TOKEN=t",
      "a=C42_JWT_API_TOKEN=t",
    ]) {
      expect(withCookie(["Cookie", other]), other).toEqual({ type: "none" });
    }
    expect(withCookie(cookie, ["Authorization", "Bearer t"])).toEqual({ type: "bearer", token: "t" });
    expect(withCookie(cookie, ["Authorization", "Bearer x"]).type).toBe("multiple");
    expect(withCookie(["Cookie", "C42_JWT_API_TOKEN=t; C42_JWT_API_TOKEN=x"])).toEqual({
      type: "cookie",
      token: "t,x",
    });
    expect(withCookie(cookie, ["Cookie", "C42_JWT_API_TOKEN=x"]).type).toBe("multiple");
  });

  test("empty headers and others carry none", () => {
    const empty: [string, string][] = [
      ["X-Passcode", ""],
      ["Authorization", ""],
      ["X-Account-Id", ""],
      ["Cookie", "passcode=p"],
    ];
    expect(read(...empty)).toEqual({ type: "none" });
    expect(read(...empty, ["X-CleverTap-Passcode", "p"], ["X-Account-Id", "A"]).type).toBe("passcode");
  });
});
