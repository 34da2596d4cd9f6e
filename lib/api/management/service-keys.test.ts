import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { parseToken } from "@/lib/core/secrets";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app);
const { call } = account;
const post = (body: unknown, key?: string) => call("POST", "/service-keys", { body, ...(key && { key }) });

describe("POST …/service-keys", () => {
  test("creates one that works, and shows its key", async () => {
    const response = await post({ name: "CI", scopes: ["passcodes:read", "passcodes:read"] });
    expect(response.statusCode).toBe(201);
    const { id, key } = response.json();
    expect(response.json()).toEqual({ id, name: "CI", scopes: ["passcodes:read"], key });
    expect(response.headers.location).toBe(`/v1/accounts/${account.id}/service-keys/${id}`);
    expect(parseToken(key)).toEqual({ kind: "sk" });
    expect((await call("GET", "/passcodes", { key })).statusCode).toBe(200);
    await expectProblem(call("GET", "/audit", { key }), 403, "insufficient_scope");
  });

  test.each<[string, unknown, string]>([
    ["no name", { scopes: ["verify"] }, "name"],
    ["no scopes", { name: "x" }, "scopes"],
    ["an empty list of scopes", { name: "x", scopes: [] }, "scopes"],
    ["an unknown scope", { name: "x", scopes: ["root"] }, "scopes.0"],
    ["a scope that is no list", { name: "x", scopes: "all" }, "scopes"],
    ["an end in the past", { name: "x", scopes: ["verify"], expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
    ["an end without zone", { name: "x", scopes: ["verify"], expires_at: "2090-01-01" }, "expires_at"],
    ["another account", { name: "x", scopes: ["verify"], account: "W7K-4RT-9X2P" }, "account"],
    ["an unknown field", { name: "x", scopes: ["verify"], role: "admin" }, "role"],
    ["NUL in the name", { name: "a\0", scopes: ["verify"] }, "name"],
    ["a list", [], ""],
  ])("refuses %s", async (_what, body, path) => {
    const { errors } = await expectProblem(post(body), 422, "invalid_request");
    expect(errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  test("gives no scope that the caller's key does not have", async () => {
    const { key } = await account.createServiceKey("service-keys:write", "verify");
    await expectProblem(post({ name: "x", scopes: ["all"] }, key), 403, "insufficient_scope");
    await expectProblem(post({ name: "x", scopes: ["verify", "audit:read"] }, key), 403, "insufficient_scope");
    expect((await post({ name: "x", scopes: ["verify"] }, key)).statusCode).toBe(201);
  });
});

describe("GET …/service-keys", () => {
  test("pages through those that are not revoked, without the keys", async () => {
    const own = await managedAccount(app);
    const made = [];
    for (const name of ["a", "b", "c"])
      made.push(await own.done("POST", "/service-keys", { body: { name, scopes: ["verify"] } }));
    await own.done("DELETE", `/service-keys/${made[1].id}`);
    const first = await own.call("GET", "/service-keys?limit=2");
    const { data, next_cursor } = first.json();
    expect(data.map((one: { name: string }) => one.name)).toEqual(["c", "a"]);
    const rest = await own.call("GET", `/service-keys?limit=2&cursor=${encodeURIComponent(next_cursor)}`);
    expect(rest.json()).toMatchObject({ data: [{ name: "service key", scopes: ["all"] }], next_cursor: null });
    for (const { key } of [...made, own]) expect(first.body + rest.body).not.toContain(key.slice(5, 37));
  });

  test.each(["limit=0", "limit=101", "limit=x", "cursor=x", "q=a", "limit=1&limit=1"])("refuses ?%s", (query) =>
    expectProblem(call("GET", `/service-keys?${query}`), 422, "invalid_request"),
  );
});

describe("DELETE …/service-keys/{id}", () => {
  test("the key is refused from the answer on; a second time it is 404", async () => {
    const { id, key } = (await post({ name: "doomed", scopes: ["all"] })).json();
    const response = await call("DELETE", `/service-keys/${id}`);
    expect([response.statusCode, response.body]).toEqual([204, ""]);
    await expectProblem(call("GET", "/passcodes", { key }), 401, "credential_invalid");
    await expectProblem(call("DELETE", `/service-keys/${id}`), 404, "not_found");
    await expectProblem(call("DELETE", `/service-keys/${randomUUID()}`), 404, "not_found");
  });

  test("a key may revoke itself", async () => {
    const { id, key } = (await post({ name: "done", scopes: ["service-keys:write"] })).json();
    expect((await call("DELETE", `/service-keys/${id}`, { key })).statusCode).toBe(204);
    await expectProblem(call("DELETE", `/service-keys/${id}`, { key }), 401, "credential_invalid");
  });
});
