import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { db } from "@/lib/db";
import { endPasscode } from "@/lib/testing/guarded-account";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app);
const { call, done } = account;
const dayMs = 86_400_000;
const secretsOf = (passcodeId: string) => db().secret.findMany({ where: { passcodeId }, orderBy: { id: "asc" } });
const grantTo = (id: string | undefined, validity_days: number | null = 90) =>
  done("POST", `/users/${id}/passcode`, { body: { validity_days } });
const granted = async (validityDays: number | null = 90) => {
  const [id] = await account.invite("member");
  return { id, path: `/users/${id}/passcode`, passcode: await grantTo(id, validityDays) };
};
const lastEvent = async (action: string) => (await done("GET", `/audit?action=${action}&limit=1`)).data[0];

const badDays: [string, unknown, string][] = [
  ...[0, -1, 366, 1.5, "30", "", true, [30], 1e300].map(
    (days) => [`${JSON.stringify(days)} days`, { validity_days: days }, "validity_days"] as [string, unknown, string],
  ),
  ["no validity", {}, "validity_days"],
  ["an end", { expires_at: "2090-01-31T12:00:00Z" }, "expires_at"],
  ["an unknown field", { validity_days: 1, suspended: true }, "suspended"],
  ["a secret", { validity_days: 1, passcode: "wwup_x" }, "passcode"],
  ["an id", { validity_days: 1, id: "0e3d6a3c-8f8b-4d0e-9d0b-0b6f3a4c5d6e" }, "id"],
  ["a list", [{ validity_days: 1 }], ""],
];

describe("POST …/users/{id}/passcode", () => {
  test.each([[1], [365]])("grants one for %i days of 24 hours, without its secret", async (days) => {
    const { id, path, passcode } = await granted(days);
    const { created_at, expires_at, ...rest } = passcode;
    expect(Date.parse(expires_at) - Date.parse(created_at), "it ends on another day than was said").toBe(days * dayMs);
    expect(rest).toEqual({
      id: expect.any(String),
      status: days === 1 ? "expiring_soon" : "active",
      hint: expect.stringMatching(/^ww….{4}$/),
      created_by: "service key",
      last_used_at: null,
      version: 1,
    });
    expect((await done("GET", path.replace("/passcode", ""))).passcode).toEqual(passcode);
    expect(await lastEvent("user-passcode.grant")).toMatchObject({ target: { id }, result: "ok" });
  });

  test("grants an infinite one", async () => {
    expect((await granted(null)).passcode).toMatchObject({ expires_at: null, status: "active" });
  });

  test.each(badDays)("refuses %s, and grants nothing", async (_what, body, path) => {
    const [id] = await account.invite("member");
    const { errors } = await expectProblem(call("POST", `/users/${id}/passcode`, { body }), 422, "invalid_request");
    expect(errors.map((error: { path: string }) => error.path)).toContain(path);
    expect((await done("GET", `/users/${id}`)).passcode, "a refused grant was made").toBeNull();
  });

  test("refuses a second one while the first is not revoked, expired or not; the first stays", async () => {
    const { path, passcode } = await granted();
    const before = await secretsOf(passcode.id);
    const again = () => call("POST", path, { body: { validity_days: 30 } });
    await expectProblem(again(), 409, "already_granted");
    expect(await secretsOf(passcode.id), "his program is locked out by a refused grant").toEqual(before);
    await endPasscode(passcode.id, -1);
    await expectProblem(again(), 409, "already_granted");
    await done("DELETE", path);
    const { statusCode, body } = await again();
    expect(statusCode, body).toBe(201);
    expect(JSON.parse(body).id, "a new grant is the revoked one").not.toBe(passcode.id);
  });

  test("fifty at once grant one", async () => {
    const [id] = await account.invite("member");
    const send = () => call("POST", `/users/${id}/passcode`, { body: { validity_days: 30 } });
    const answers = await Promise.all(Array.from({ length: 50 }, send));
    const statuses = answers.map(({ statusCode }) => statusCode).sort();
    expect(statuses, "a user has two passcodes").toEqual([201, ...Array(49).fill(409)]);
    expect(await db().passcode.count({ where: { membershipId: id, deletedAt: null } })).toBe(1);
  });

  test("refuses who has his access revoked", async () => {
    const [id] = await account.invite("member");
    await done("PATCH", `/users/${id}`, { body: { status: "revoked" } });
    const refused = call("POST", `/users/${id}/passcode`, { body: { validity_days: 30 } });
    await expectProblem(refused, 409, "user_not_active");
    expect((await done("GET", `/users/${id}`)).passcode).toBeNull();
  });

  test("refuses beyond the account's maximum lifetime, infinite too", async () => {
    const own = await managedAccount(app);
    await own.done("PATCH", "", { body: { policy: { max_lifetime_days: 30 }, version: 1 } });
    const [id] = await own.invite("member");
    for (const validity_days of [31, null]) {
      const refused = own.call("POST", `/users/${id}/passcode`, { body: { validity_days } });
      await expectProblem(refused, 422, "invalid_request", String(validity_days));
    }
    await own.done("POST", `/users/${id}/passcode`, { body: { validity_days: 30 } });
  });
});

describe("PATCH …/users/{id}/passcode", () => {
  test("counts the validity from now, keeps the secret, and revives an expired one", async () => {
    const { path, passcode } = await granted(1);
    const before = await secretsOf(passcode.id);
    await endPasscode(passcode.id, -1);
    expect((await done("GET", path.replace("/passcode", ""))).passcode.status).toBe("expired");
    const sent = Date.now();
    const after = await done("PATCH", path, { body: { validity_days: 60 } });
    expect(after).toMatchObject({ id: passcode.id, status: "active", version: 2 });
    expect(Math.abs(Date.parse(after.expires_at) - sent - 60 * dayMs)).toBeLessThan(60_000);
    expect(await secretsOf(passcode.id), "his program must be changed for a longer validity").toEqual(before);
    expect(await done("PATCH", path, { body: { validity_days: null } })).toMatchObject({ expires_at: null });
  });

  test.each(badDays)("refuses %s, and changes nothing", async (_what, body, path) => {
    const one = await granted();
    const { errors } = await expectProblem(call("PATCH", one.path, { body }), 422, "invalid_request");
    expect(errors.map((error: { path: string }) => error.path)).toContain(path);
    expect((await done("GET", `/users/${one.id}`)).passcode).toEqual(one.passcode);
  });

  test("needs a grant that is not revoked", async () => {
    const [id] = await account.invite("member");
    const path = `/users/${id}/passcode`;
    const patch = () => call("PATCH", path, { body: { validity_days: 30 } });
    await expectProblem(patch(), 404, "not_found");
    await grantTo(id);
    await done("DELETE", path);
    await expectProblem(patch(), 404, "not_found", "a revoked passcode would live again");
  });
});
