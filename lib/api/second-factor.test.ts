import { createHash } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { readAccount } from "@/lib/core/account/read-account";
import { updateAccount } from "@/lib/core/account/update-account";
import { withTotp } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { testPassword } from "@/lib/testing/rolled-back";
import { buildApi } from "./app";
import { ownAddress } from "./testing/session-token";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
await updateAccount(account.caller, { policy: { digest_login: true }, version: 1 });
const { realm } = await readAccount(account.caller, {});

type Call = { method: "GET" | "POST" | "PUT"; url: string; payload?: object; headers?: Record<string, string> };
const md5 = (text: string) => createHash("md5").update(text).digest("hex");
const basic = (email: string) => ({
  authorization: `Basic ${Buffer.from(`${email}:${testPassword}`).toString("base64")}`,
});
const credentials = (email: string) => ({ email, password: testPassword });

/** A right e-mail and password at each path that takes them, and no code: WIRE.md sections 2 to 5. */
const byPassword: Record<string, (email: string) => Omit<Call, "method">> = {
  "POST /user/authenticate": (email) => ({ url: "/user/authenticate", payload: credentials(email) }),
  "POST /api/v1/auth/login/": (email) => ({
    url: "/api/v1/auth/login/",
    payload: { username: email, password: testPassword },
  }),
  "PUT /v1/user_auth": (email) => ({
    url: "/v1/user_auth",
    payload: { data: { credentials: md5(`${email}:${testPassword}`), account_realm: realm } },
  }),
  ...Object.fromEntries(
    ["/c42api/v3/auth/jwt", "/api/v3/auth/jwt"].map((path) => [
      `GET ${path}`,
      (email: string) => ({ url: `${path}?useBody=true`, headers: basic(email) }),
    ]),
  ),
  ...Object.fromEntries(
    ["/api/v1/User/my", "/api/User/my", "/v1/auth", "/v1/self"].map((path) => [
      `GET ${path}`,
      (email: string) => ({ url: path, headers: basic(email) }),
    ]),
  ),
};

/** Paths that ask for no credential and take no password: what is asked there, or exchanged, was proved before. */
const withoutPassword = [
  ...["GET /.well-known/jwks.json", "GET /healthz", "GET /metrics", "GET /openapi.json", "GET /readyz"],
  ...["GET /api/v3/LoginConfiguration", "GET /c42api/v3/LoginConfiguration", "POST /user/authenticate/strategy"],
  // A refresh token, and the account's API key.
  ...["POST /api/v1/auth/refresh/", "PUT /v1/api_auth"],
];

test("every path of the document that asks for no token is known: it takes a password, or what was proved before", async () => {
  type Operation = { security?: Record<string, unknown>[] };
  const { paths } = (await app.inject({ url: "/openapi.json" })).json() as {
    paths: Record<string, Record<string, Operation>>;
  };
  const open = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security }]) => !security || security.some((one) => "basic" in one))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  expect(open.toSorted(), "a way in that nobody has asked about TOTP").toEqual(
    [...Object.keys(byPassword), ...withoutPassword].toSorted(),
  );
});

describe("who has TOTP gets in by no path without its code (A4):", () => {
  const send = (name: string, email: string) => {
    const [method] = name.split(" ") as [Call["method"]];
    return app.inject({ method, remoteAddress: ownAddress(), ...byPassword[name]?.(email) });
  };
  const token = /ww[a-z]{2}_\w|eyJ/;

  test.each(Object.keys(byPassword))("%s", async (name) => {
    const member = await activeMember(account.id, "member");
    const before = await send(name, member.email);
    expect([before.statusCode, name], "the path does not work at all: this test could not fail").toEqual([
      name.includes("PUT") ? 201 : 200,
      name,
    ]);
    await withTotp(member.caller);
    const after = await send(name, member.email);
    expect([400, 401], `${after.statusCode} ${after.body}`).toContain(after.statusCode);
    expect(JSON.stringify([after.body, after.headers]), "a token without the second factor").not.toMatch(token);
  });
});
