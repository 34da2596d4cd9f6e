import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { pair } from "@/lib/api/testing/headers";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { endpointsOf } from "@/lib/api/testing/management-endpoints";
import { sessionTokenOf } from "@/lib/api/testing/session-token";
import { updateAccount } from "@/lib/core/account/update-account";
import { type Role, roles, type Scope } from "@/lib/core/permissions";
import { updateUser } from "@/lib/core/user/update-user";
import { grantUserPasscode } from "@/lib/core/user-passcode/grant-user-passcode";
import { db } from "@/lib/db";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());

/** Written out once more: which calls a role may make, by the scope that a service key needs for them. */
const rights: Record<Role, Scope[]> = {
  admin: [
    ...(["account:read", "account:write", "passcodes:read", "passcodes:write", "users:read", "users:write"] as const),
    ...(["service-keys:write", "audit:read", "tokens:read", "tokens:write"] as const),
  ],
  manager: [
    ...(["account:read", "passcodes:read", "passcodes:write", "users:read", "users:write", "audit:read"] as const),
    ...(["tokens:read", "tokens:write"] as const),
  ],
  member: ["account:read"],
  viewer: ["account:read", "passcodes:read", "users:read", "audit:read"],
};

async function managedBy(role: Role) {
  const account = await managedAccount(app);
  const member = await activeMember(account.id, role);
  return { account, member, token: await sessionTokenOf(app, { email: member.email }) };
}
const rowsOf = (publicId: string) =>
  db().account.findUniqueOrThrow({
    where: { publicId },
    include: {
      passcodes: { orderBy: { id: "asc" }, include: { secrets: { orderBy: { id: "asc" } } } },
      memberships: { orderBy: { id: "asc" }, include: { invitations: true } },
      // A use is noted now and then.
      serviceKeys: { orderBy: { id: "asc" }, omit: { lastUsedAt: true } },
    },
  });

describe("by a user's session token his role decides (C5):", () => {
  test.each(roles)("%s", async (role) => {
    const { account, member, token } = await managedBy(role);
    const endpoints = await endpointsOf(account);
    // Everybody does with his own tokens what who may does with all: tokens.test.ts.
    const mayAll = rights[role].includes("tokens:write");
    for (const { method, path, body, scope, name } of endpoints.filter((one) => mayAll || !/tokens/.test(one.path))) {
      const before = await rowsOf(account.id);
      const answer = await account.call(method, path, { body, key: token });
      if (rights[role].includes(scope)) {
        expect(answer.statusCode, `${role} ${name} ${answer.body}`).toBeLessThan(300);
        continue;
      }
      await expectProblem(answer, 403, "forbidden", `${role} ${name}`);
      expect(await rowsOf(account.id), `${role} ${name}: a refused call changed something`).toEqual(before);
      const [event] = (await account.done("GET", "/audit?limit=1")).data;
      expect(event, `${role} ${name}: nobody learns of it`).toMatchObject({
        actor: { type: "user", id: member.id },
        result: "refused",
      });
    }
  });

  test("a manager makes, changes and ends no administrator", async () => {
    const { account, token } = await managedBy("manager");
    const [admin, member] = await account.invite("admin", "member");
    const before = await rowsOf(account.id);
    const body = { invitations: [{ email: `${randomUUID()}@x.test`, role: "admin" }] };
    for (const refused of [
      account.call("POST", "/users/invitations", { body, key: token }),
      account.call("PATCH", `/users/${member}`, { body: { role: "admin" }, key: token }),
      account.call("PATCH", `/users/${admin}`, { body: { status: "revoked" }, key: token }),
      account.call("DELETE", `/users/${admin}`, { key: token }),
    ]) {
      await expectProblem(refused, 403, "forbidden");
    }
    expect(await rowsOf(account.id)).toEqual(before);
  });

  test("a changed role acts on the next request", async () => {
    const { account, member, token } = await managedBy("viewer");
    const create = () =>
      account.call("POST", "/passcodes", { body: { name: randomUUID(), expires_in_days: 1 }, key: token });
    await expectProblem(create(), 403, "forbidden");
    await updateUser(account.caller, { id: member.id, role: "manager" });
    expect((await create()).statusCode).toBe(201);
    await updateUser(account.caller, { id: member.id, role: "member" });
    await expectProblem(create(), 403, "forbidden", "he acts by the role that he had");
  });

  test("who must first enrol TOTP or change his password may nothing, and is told what", async () => {
    const { account, member, token } = await managedBy("admin");
    const read = () => account.call("GET", "", { key: token });
    await updateAccount(account.caller, { policy: { totp_required: true }, version: 1 });
    expect((await expectProblem(read(), 403, "forbidden")).detail).toMatch(/TOTP/);
    await updateAccount(account.caller, { policy: { totp_required: false, password_max_age_days: 30 }, version: 2 });
    expect((await read()).statusCode).toBe(200);
    await db().user.update({ where: { id: member.userId }, data: { passwordChangedAt: new Date("2020-01-01") } });
    expect((await expectProblem(read(), 403, "forbidden")).detail).toMatch(/password/);
  });
});

test("what a user does is his in the log and in what he makes", async () => {
  const { account, member, token } = await managedBy("manager");
  const made = await account.done("POST", "/passcodes", { body: { name: "Acme", expires_in_days: 1 }, key: token });
  const { name } = await db().user.findUniqueOrThrow({ where: { id: member.userId } });
  expect(made.created_by).toBe(name);
  const [event] = (await account.done("GET", "/audit?action=passcode.create&limit=1")).data;
  expect(event).toMatchObject({ actor: { type: "user", id: member.id, name }, result: "ok" });
});

test("another account is not there, though its administrator has the same rights in his own", async () => {
  const [{ token }, other] = [await managedBy("admin"), await managedAccount(app)];
  const theirs = await endpointsOf(other);
  const before = await rowsOf(other.id);
  for (const { method, path, body, name } of theirs) {
    await expectProblem(other.call(method, path, { body, key: token }), 404, "not_found", name);
  }
  expect(await rowsOf(other.id)).toEqual(before);
});

test("a user's passcode manages nothing, an administrator's neither", async () => {
  const account = await guardedAccount();
  const admin = await activeMember(account.id, "admin");
  await grantUserPasscode(account.caller, { id: admin.id, validity_days: null });
  const headers = pair(account.id, await admin.reveal());
  await expectProblem(app.inject({ url: `/v1/accounts/${account.id}`, headers }), 403, "forbidden");
});

describe("an Idempotency-Key with a session token (C3)", () => {
  test("is the token's own: another of the same user makes another request, and nobody's repeat fails", async () => {
    const { account, member, token } = await managedBy("manager");
    const other = await sessionTokenOf(app, { email: member.email });
    const send = (name: string, key: string) =>
      account.call("POST", "/passcodes", {
        ...{ body: { name, expires_in_days: 1 }, headers: { "idempotency-key": "k" }, key },
      });
    const first = await send("first", token);
    const repeated = await send("first", token);
    expect(repeated.json()).toEqual(first.json());
    expect(repeated.headers["idempotent-replayed"]).toBe("true");
    const second = await send("second", other);
    expect(second.statusCode, second.body).toBe(201);
    expect(second.headers).not.toHaveProperty("idempotent-replayed");
  });
});
