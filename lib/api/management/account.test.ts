import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { defaultPolicy } from "@/lib/core/account/policy";

const app = await buildApi();
afterAll(() => app.close());

describe("GET /v1/accounts/{account}", () => {
  test("tells of the account what the contract says, and no more", async () => {
    const { id, name, done, create } = await managedAccount(app);
    await create("Acme");
    expect(await done("GET", "")).toEqual({
      id,
      org_id: expect.any(Number),
      name,
      realm: expect.stringMatching(/./),
      region: "eu1",
      time_zone: "UTC",
      api_host: expect.stringMatching(/^[^/]+$/),
      passcode_count: 1,
      policy: defaultPolicy,
      version: 1,
    });
  });

  test("takes no parameters", async () => {
    const { call } = await managedAccount(app);
    const { errors } = await expectProblem(call("GET", "?fields=name"), 422, "invalid_request");
    expect(errors).toEqual([{ path: "fields", message: "Unknown field." }]);
  });
});

describe("PATCH /v1/accounts/{account}", () => {
  test("changes what is sent and leaves the rest, group by group", async () => {
    const { done } = await managedAccount(app);
    const policy = { max_lifetime_days: 30, dialects: { jwt: false }, ttl_seconds: { session: 600 } };
    const after = await done("PATCH", "", { body: { name: "Harbour", region: "in1", policy, version: 1 } });
    expect(after).toMatchObject({ name: "Harbour", region: "in1", version: 2 });
    expect(after.policy).toEqual({
      ...defaultPolicy,
      max_lifetime_days: 30,
      dialects: { ...defaultPolicy.dialects, jwt: false },
      ttl_seconds: { ...defaultPolicy.ttl_seconds, session: 600 },
    });
    expect(await done("GET", "")).toEqual(after);
  });

  test("tells the second of two editors, and merges nothing", async () => {
    const { call, done } = await managedAccount(app);
    await done("PATCH", "", { body: { name: "First", version: 1 } });
    await expectProblem(call("PATCH", "", { body: { region: "us1", version: 1 } }), 409, "version_conflict");
    expect(await done("GET", "")).toMatchObject({ name: "First", region: "eu1", version: 2 });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["no version", { name: "x" }, "version"],
    ["a version that is text", { version: "1" }, "version"],
    ["an unknown field", { version: 1, realm: "x" }, "realm"],
    ["the id", { version: 1, id: "W7K-4RT-9X2P" }, "id"],
    ["an unknown field of the policy", { version: 1, policy: { mfa: true } }, "policy.mfa"],
    ["an unknown dialect", { version: 1, policy: { dialects: { smtp: true } } }, "policy.dialects.smtp"],
    ["an unknown region", { version: 1, region: "moon" }, "region"],
    ["a lifetime of no days", { version: 1, policy: { max_lifetime_days: 0 } }, "policy.max_lifetime_days"],
    [
      "a token for less than a minute",
      { version: 1, policy: { ttl_seconds: { access: 59 } } },
      "policy.ttl_seconds.access",
    ],
    [
      "a session beyond its longest",
      { version: 1, policy: { ttl_seconds: { session: 86_401 } } },
      "policy.ttl_seconds.session",
    ],
    ["an empty name", { version: 1, name: " " }, "name"],
    ["NUL in the name", { version: 1, name: "a\0b" }, "name"],
  ])("refuses %s", async (_what, body, path) => {
    const { call, done } = await managedAccount(app);
    const { errors } = await expectProblem(call("PATCH", "", { body }), 422, "invalid_request");
    expect(errors.map((error: { path: string }) => error.path)).toContain(path);
    expect((await done("GET", "")).version).toBe(1);
  });
});
