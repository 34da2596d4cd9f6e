import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { readSession } from "@/lib/core/session/read-session";
import { activeMember } from "@/lib/testing/guarded-member";
import { whileItWaits } from "@/lib/testing/while-it-waits";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app);
const { call, done } = account;
const { actor } = account.caller;
const administratorId = actor.type === "user" ? actor.membershipId : "";
const member = (...given: Parameters<typeof activeMember> extends [unknown, ...infer Rest] ? Rest : never) =>
  activeMember(account.id, ...given);
type Event = { action: string; actor: { type: string }; target: { id: string } | null; result: string };
const auditOf = async (action: string): Promise<Event[]> => (await done("GET", `/audit?action=${action}`)).data;

describe("PATCH …/users/{id}", () => {
  test("changes the role, at once and in the log", async () => {
    const { id, sessionId } = await member("viewer");
    expect(await done("PATCH", `/users/${id}`, { body: { role: "manager" } })).toMatchObject({ id, role: "manager" });
    expect((await readSession(sessionId))?.actor.role, "he acts by his old role").toBe("manager");
    expect((await auditOf("user.update"))[0]).toMatchObject({
      actor: { type: "service_key" },
      target: { id },
      result: "ok",
    });
  });

  test("revokes access and restores it; his sign-ins end and do not come back", async () => {
    const { id, sessionId } = await member("manager");
    expect(await done("PATCH", `/users/${id}`, { body: { status: "revoked" } })).toMatchObject({ status: "revoked" });
    expect(await readSession(sessionId), "a revoked user is still signed in").toBeNull();
    expect(await done("PATCH", `/users/${id}`, { body: { status: "revoked" } })).toMatchObject({ status: "revoked" });
    expect(await done("PATCH", `/users/${id}`, { body: { status: "active" } })).toMatchObject({ status: "active" });
    expect(await readSession(sessionId), "an ended sign-in came back").toBeNull();
  });

  test("refuses to make an invited one active: he joins by his link", async () => {
    const [id] = await account.invite("member");
    await expectProblem(call("PATCH", `/users/${id}`, { body: { status: "active" } }), 409, "user_not_active");
    expect((await done("GET", `/users/${id}`)).status).toBe("invited");
  });

  test.each<[string, unknown, string]>([
    ["an unknown role", { role: "owner" }, "role"],
    ["no role", { role: null }, "role"],
    ["an unknown status", { status: "deleted" }, "status"],
    ["being invited", { status: "invited" }, "status"],
    ["the e-mail", { email: "x@y.test" }, "email"],
    ["the name", { name: "X" }, "name"],
    ["the id", { id: administratorId, role: "viewer" }, "id"],
    ["the passcode", { passcode: null }, "passcode"],
    ["a list", [{ role: "viewer" }], ""],
  ])("refuses %s", async (_what, body, path) => {
    const [id] = await account.invite("member");
    const before = await done("GET", `/users/${id}`);
    const { errors } = await expectProblem(call("PATCH", `/users/${id}`, { body }), 422, "invalid_request");
    expect(errors.map((error: { path: string }) => error.path)).toContain(path);
    expect(await done("GET", `/users/${id}`)).toEqual(before);
  });
});

describe("the last administrator", () => {
  test.each<[string, "PATCH" | "DELETE", unknown]>([
    ["becomes a manager", "PATCH", { role: "manager" }],
    ["loses his access", "PATCH", { status: "revoked" }],
    ["is deleted", "DELETE", undefined],
  ])("is not one who %s; it is in the log", async (_what, method, body) => {
    const path = `/users/${administratorId}`;
    const before = await done("GET", path);
    await expectProblem(call(method, path, { body }), 409, "last_admin");
    expect(await done("GET", path), "the account has nobody who governs it").toEqual(before);
    const action = method === "PATCH" ? "user.update" : "user.delete";
    expect((await auditOf(action))[0]).toMatchObject({ result: "refused" });
  });

  test("is left over where two go at once (C6)", async () => {
    const own = await managedAccount(app);
    const second = await activeMember(own.id, "admin");
    const admins = (await own.done("GET", "/users?role=admin")).data as { id: string }[];
    expect(admins.map(({ id }) => id)).toContain(second.id);
    const answers = await Promise.all(admins.map(({ id }) => own.call("DELETE", `/users/${id}`)));
    expect(answers.map(({ statusCode }) => statusCode).sort(), "both went").toEqual([204, 409]);
    expect((await own.done("GET", "/users?role=admin")).data).toHaveLength(1);
  });
});

test("the last administrator stays where the other one goes by another node meanwhile (C6)", async () => {
  const own = await managedAccount(app);
  const second = await activeMember(own.id, "admin");
  const { actor } = own.caller;
  const [first, accountId] = actor.type === "user" ? [actor.membershipId, actor.accountId] : [];
  const answer = await whileItWaits(
    (tx) => tx.$executeRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR UPDATE`,
    () => own.call("DELETE", `/users/${first}`),
    (tx) => tx.$executeRaw`UPDATE membership SET status = 'revoked' WHERE id = ${second.id}::uuid`,
  );
  await expectProblem(answer, 409, "last_admin", "the account has nobody who governs it");
});

describe("DELETE …/users/{id}", () => {
  test("deletes: no longer listed, 404 from then on, signed out", async () => {
    const { id, sessionId } = await member("member");
    const answer = await call("DELETE", `/users/${id}`);
    expect([answer.statusCode, answer.body]).toEqual([204, ""]);
    expect(await readSession(sessionId), "a deleted user is still signed in").toBeNull();
    await expectProblem(call("GET", `/users/${id}`), 404, "not_found");
    await expectProblem(call("DELETE", `/users/${id}`), 404, "not_found");
    await expectProblem(call("PATCH", `/users/${id}`, { body: { status: "active" } }), 404, "not_found");
    const listed = (await done("GET", "/users?limit=100")).data.map((user: { id: string }) => user.id);
    expect(listed).not.toContain(id);
    expect((await auditOf("user.delete"))[0]).toMatchObject({ target: { id }, result: "ok" });
  });
});
