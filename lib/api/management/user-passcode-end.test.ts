import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { db } from "@/lib/db";
import { endPasscode } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app);
const { call, done } = account;
const secretsOf = (passcodeId: string) => db().secret.findMany({ where: { passcodeId }, orderBy: { id: "asc" } });
const grantTo = (id: string | undefined, validity_days: number | null = 90) =>
  done("POST", `/users/${id}/passcode`, { body: { validity_days } });
const granted = async (validityDays: number | null = 90) => {
  const [id] = await account.invite("member");
  return { id, path: `/users/${id}/passcode`, passcode: await grantTo(id, validityDays) };
};
const lastEvent = async (action: string) => (await done("GET", `/audit?action=${action}&limit=1`)).data[0];

describe("POST …/users/{id}/passcode/reset", () => {
  test("makes a fresh secret, ends the old one, keeps the end", async () => {
    const { path, passcode } = await granted();
    const after = await done("POST", `${path}/reset`);
    expect(after).toEqual({ ...passcode, hint: after.hint, version: 2 });
    expect(after.hint, "the old secret is still the one").not.toBe(passcode.hint);
    const live = (await secretsOf(passcode.id)).filter(({ endedAt }) => endedAt === null);
    expect(live.map(({ hint }) => hint)).toEqual([after.hint]);
    expect(await lastEvent("user-passcode.reset")).toMatchObject({ result: "ok" });
  });

  test("refuses one that has expired; it is extended or granted anew", async () => {
    const { path, passcode } = await granted();
    const before = await secretsOf(passcode.id);
    await endPasscode(passcode.id, -1);
    await expectProblem(call("POST", `${path}/reset`), 409, "passcode_expired");
    expect(await secretsOf(passcode.id)).toEqual(before);
    await done("PATCH", path, { body: { validity_days: 30 } });
    await done("POST", `${path}/reset`, { body: {} });
  });

  test("refuses one that is revoked or was never granted: it would live again", async () => {
    const { path, passcode } = await granted();
    await done("DELETE", path);
    const before = await secretsOf(passcode.id);
    await expectProblem(call("POST", `${path}/reset`), 404, "not_found");
    expect(await secretsOf(passcode.id)).toEqual(before);
    const [bare] = await account.invite("member");
    await expectProblem(call("POST", `/users/${bare}/passcode/reset`), 404, "not_found");
  });

  test.each([{ validity_days: 30 }, { overlap_seconds: 60 }])("takes no body: %j", async (body) => {
    const { path } = await granted();
    await expectProblem(call("POST", `${path}/reset`, { body }), 422, "invalid_request");
  });

  test("a hundred at once leave one live secret, and only what its owner sees last is good (C4)", async () => {
    const owner = await activeMember(account.id, "member");
    const { id } = await grantTo(owner.id);
    const shown = [await owner.reveal()];
    const reset = async () => {
      await done("POST", `/users/${owner.id}/passcode/reset`);
    };
    await Promise.all([
      ...Array.from({ length: 100 }, reset),
      ...Array.from({ length: 10 }, async () => shown.push(await owner.reveal())),
    ]);
    const last = await owner.reveal();
    const rows = await secretsOf(id);
    expect(rows).toHaveLength(101);
    expect(rows.filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
    expect(
      rows.filter(({ sealed }) => sealed !== null),
      "an ended secret can still be read",
    ).toHaveLength(1);
    const verify = async (passcode: string) => {
      const { key } = account;
      const payload = { account_id: account.id, passcode };
      const headers = { authorization: `Bearer ${key}` };
      return (await app.inject({ method: "POST", url: "/v1/verify", headers, payload })).json();
    };
    expect(await verify(last)).toMatchObject({ valid: true, credential: { id, user_id: owner.id } });
    for (const old of shown.filter((one) => one !== last)) {
      expect(await verify(old), "a secret that was reset still works").toEqual({ valid: false, code: "revoked" });
    }
  });
});

describe("DELETE …/users/{id}/passcode", () => {
  test("revokes it: it is listed as revoked, its secret ended and forgotten, and there is none to revoke any more", async () => {
    const { id, path, passcode } = await granted();
    const answer = await call("DELETE", path);
    expect([answer.statusCode, answer.body]).toEqual([204, ""]);
    expect((await done("GET", `/users/${id}`)).passcode).toMatchObject({ id: passcode.id, status: "revoked" });
    const [secret] = await secretsOf(passcode.id);
    expect(secret, "a revoked secret can still be read").toMatchObject({ endedAt: expect.any(Date), sealed: null });
    await expectProblem(call("DELETE", path), 404, "not_found");
    expect(await lastEvent("user-passcode.revoke")).toMatchObject({ target: { id }, result: "ok" });
  });
});
