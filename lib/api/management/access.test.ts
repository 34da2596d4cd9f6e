import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer, pair } from "@/lib/api/testing/headers";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { endpointsOf } from "@/lib/api/testing/management-endpoints";
import { type Scope, scopes } from "@/lib/core/permissions";
import { makeToken } from "@/lib/core/secrets";
import { db } from "@/lib/db";
import { endServiceKey, revokeServiceKey } from "@/lib/testing/guarded-account";

const app = await buildApi();
afterAll(() => app.close());

const account = await managedAccount(app);
const endpoints = await endpointsOf(account);
const keys = Object.fromEntries(
  await Promise.all(scopes.map(async (scope) => [scope, (await account.createServiceKey(scope)).key] as const)),
) as Record<Scope, string>;

/** All that an account is, but for the audit log. */
const stateOf = (accountId: string) =>
  db().account.findUniqueOrThrow({
    where: { publicId: accountId },
    include: {
      passcodes: { orderBy: { id: "asc" }, include: { secrets: { orderBy: { id: "asc" } } } },
      memberships: { orderBy: { id: "asc" }, include: { invitations: { orderBy: { id: "asc" } } } },
      // A use is noted now and then.
      serviceKeys: { orderBy: { id: "asc" }, omit: { lastUsedAt: true } },
    },
  });

test("the list of calls is whole: the document names no other", async () => {
  const { paths } = (await app.inject({ url: "/openapi.json" })).json() as { paths: Record<string, object> };
  const documented = Object.entries(paths)
    // The last one is a dialect's (WIRE.md section 2).
    .filter(([path]) => path.startsWith("/v1/accounts/{account}") && !path.endsWith("/api_key"))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace("/v1/accounts/{account}", "")}`),
    );
  expect(documented.sort()).toEqual(endpoints.map(({ name }) => name).sort());
});

describe("a key of one scope may do what the scope says and no more (C5)", () => {
  test.each(endpoints)("$name", async ({ method, path, body, scope }) => {
    const before = await stateOf(account.id);
    for (const other of scopes.filter((one) => one !== scope && one !== "all")) {
      await expectProblem(account.call(method, path, { body, key: keys[other] }), 403, "insufficient_scope", other);
    }
    expect(await stateOf(account.id), "a refused call changed something").toEqual(before);
    const answer = await account.call(method, path, { body, key: keys[scope] });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
  });
});

describe("what is another account's is not there, whoever asks for it", () => {
  test("by the account's id, by one that nobody has and by what is none: the same answer, before all else", async () => {
    const [mine, other] = [await managedAccount(app), await managedAccount(app)];
    const theirs = await endpointsOf(other);
    const before = await stateOf(other.id);
    const wrong = [
      other.id,
      mine.id.toLowerCase(),
      "AAA-AAA-AAAA",
      "x",
      "%20",
      "..%2f",
      encodeURIComponent(`${mine.id}\0`),
    ];
    for (const { method, path, name } of theirs) {
      const details = new Set<string>();
      for (const id of wrong) {
        const url = `/v1/accounts/${id}${path}`;
        // Not even that this body is none.
        const headers = { ...bearer(mine.key), "content-type": "text/html" };
        const answer = await app.inject({ method, url, headers, payload: method === "GET" ? undefined : "{" });
        details.add((await expectProblem(answer, 404, "not_found", `${name} ${id}`)).detail);
      }
      expect(details, name).toEqual(new Set(["There is no such account."]));
    }
    expect(await stateOf(other.id)).toEqual(before);
  });

  test("by a passcode's, a user's or a key's id in one's own account, by one that nobody has and by what is none", async () => {
    const [mine, other] = [await managedAccount(app), await managedAccount(app)];
    const theirs = await endpointsOf(other);
    const before = await stateOf(other.id);
    for (const { method, path, body, name } of theirs.filter(({ name }) => name.includes("{id}"))) {
      const details = new Set<string>();
      for (const id of ["$&", randomUUID(), "x", "00000000-0000-0000-0000-000000000000", "%00", "..", "1%27--"]) {
        const answer = mine.call(method, path.replace(/[0-9a-f-]{36}/, id), { body });
        if (id !== "..") details.add((await expectProblem(answer, 404, "not_found", `${name} ${id}`)).detail);
        else expect((await answer).statusCode).toBeGreaterThanOrEqual(400);
      }
      expect(details.size, name).toBe(1);
    }
    expect(await stateOf(other.id)).toEqual(before);
  });
});

describe("who comes without a service key that is good", () => {
  const every = async (headers: Record<string, string>, status: number, code: string, query = "") => {
    for (const { method, path, name } of endpoints) {
      const url = `/v1/accounts/${account.id}${path}${query}`;
      await expectProblem(app.inject({ method, url, headers }), status, code, name);
    }
  };

  test("without any is 401 credential_required, also with one in the URL or a cookie (V5)", async () => {
    await every({}, 401, "credential_required");
    await every({ cookie: `token=${keys.all}` }, 401, "credential_required", `?token=${keys.all}&key=${keys.all}`);
  });

  test.each<[string, () => Record<string, string>]>([
    ["a made-up key", () => bearer(makeToken("sk"))],
    ["garbage", () => bearer("x")],
    ["another kind of token", () => bearer(makeToken("st"))],
    ["a made-up passcode", () => pair(account.id, makeToken("ap"))],
    ["Basic", () => ({ Authorization: `Basic ${Buffer.from(`a:${keys.all}`).toString("base64")}` })],
    ["the key in another header", () => ({ "X-Auth-Token": keys.all })],
  ])("with %s is 401 credential_invalid", (_what, headers) => every(headers(), 401, "credential_invalid"));

  test("with a good passcode is 403 forbidden", async () => {
    const { passcode } = await account.createPasscode();
    await every(pair(account.id, passcode), 403, "forbidden");
  });

  test("with two that differ is 400 (V5)", () =>
    every({ ...bearer(keys.all), "X-Passcode": makeToken("ap") }, 400, "multiple_credentials"));

  test("with an expired or revoked key is 401", async () => {
    const { id, key } = await account.createServiceKey("all");
    await endServiceKey(id, -1);
    await every(bearer(key), 401, "credential_expired");
    await revokeServiceKey(id);
    await every(bearer(key), 401, "credential_invalid");
  });
});

test("other methods are 405 with Allow, before credentials are looked at", async () => {
  const allow = async (path: string) => {
    const answer = await app.inject({ method: "PUT", url: `/v1/accounts/${account.id}${path}` });
    await expectProblem(answer, 405, "method_not_allowed", path);
    return answer.headers.allow;
  };
  expect(await allow("")).toBe("GET, HEAD, PATCH");
  expect(await allow("/passcodes")).toBe("GET, HEAD, POST");
  expect(await allow(`/passcodes/${randomUUID()}`)).toBe("GET, HEAD, PATCH, DELETE");
  expect(await allow(`/passcodes/${randomUUID()}/rotate`)).toBe("POST");
  expect(await allow("/users")).toBe("GET, HEAD");
  expect(await allow("/users/invitations")).toBe("POST");
  expect(await allow(`/users/${randomUUID()}`)).toBe("GET, HEAD, PATCH, DELETE");
  expect(await allow(`/users/${randomUUID()}/passcode`)).toBe("POST, PATCH, DELETE");
  expect(await allow(`/users/${randomUUID()}/passcode/reset`)).toBe("POST");
  expect(await allow("/audit")).toBe("GET, HEAD");
});
