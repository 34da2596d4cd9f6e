import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { pair } from "@/lib/api/testing/headers";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { endPasscode, retireSecret } from "@/lib/testing/guarded-account";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app);
const { call, done } = account;
const rotate = (id: string, body: unknown = {}) => call("POST", `/passcodes/${id}/rotate`, { body });
/** A busy machine may not be able to tell at once. */
async function isAccepted(passcode: string): Promise<boolean> {
  const { statusCode } = await app.inject({ url: "/v1/connect?partner=demo", headers: pair(account.id, passcode) });
  return statusCode === 503 ? isAccepted(passcode) : statusCode === 200;
}

describe("POST …/rotate", () => {
  test("shows a new secret, says when the old one ends, and takes both until then", async () => {
    const { id, passcode: old } = await account.create(randomUUID());
    const response = await rotate(id, { overlap_seconds: 3600 });
    expect(response.statusCode).toBe(200);
    const { passcode, ...after } = response.json();
    expect(passcode).not.toBe(old);
    expect(after).toMatchObject({ id, status: "rolling", version: 2, hint: `ww…${passcode.slice(-4)}` });
    expect(after).toEqual(await done("GET", `/passcodes/${id}`));
    expect([await isAccepted(old), await isAccepted(passcode)]).toEqual([true, true]);
    await retireSecret(id, -1);
  });

  test("lets the old one live a day where nothing is said", async () => {
    const { id, created_at } = await account.create(randomUUID());
    const overlapMs = Date.parse((await rotate(id)).json().retires_at) - Date.parse(created_at);
    expect(Math.round(overlapMs / 60_000)).toBe(24 * 60);
  });

  test("with overlap 0 the old one is refused from the answer on", async () => {
    const { id, passcode: old } = await account.create(randomUUID());
    const { passcode, retires_at } = (await rotate(id, { overlap_seconds: 0 })).json();
    expect(retires_at).toBeNull();
    expect([await isAccepted(old), await isAccepted(passcode)]).toEqual([false, true]);
  });

  test("the old one never outlives the passcode (V8)", async () => {
    const { id, expires_at } = await account.create(randomUUID(), { expires_in_days: 1 });
    expect((await rotate(id, { overlap_seconds: 2_592_000 })).json().retires_at).toBe(expires_at);
  });

  test("an expired one is not revived (V8)", async () => {
    const { id, passcode } = await account.create(randomUUID());
    await endPasscode(id, -1);
    await expectProblem(rotate(id), 409, "passcode_expired");
    expect(await isAccepted(passcode)).toBe(false);
  });

  test("while one runs there is no second", async () => {
    const { id, passcode: old } = await account.create(randomUUID());
    await rotate(id);
    await expectProblem(rotate(id), 409, "rotation_in_progress");
    await expectProblem(rotate(id, { overlap_seconds: 0 }), 409, "rotation_in_progress");
    expect(await isAccepted(old)).toBe(true);
  });

  test.each<[string, unknown, string]>([
    ["over 30 days", { overlap_seconds: 2_592_001 }, "overlap_seconds"],
    ["negative", { overlap_seconds: -1 }, "overlap_seconds"],
    ["a fraction", { overlap_seconds: 0.5 }, "overlap_seconds"],
    ["text", { overlap_seconds: "3600" }, "overlap_seconds"],
    ["null", { overlap_seconds: null }, "overlap_seconds"],
    ["an unknown field", { overlap: 5 }, "overlap"],
    ["its id", { id: randomUUID() }, "id"],
    ["a list", [], ""],
  ])("refuses an overlap that is %s", async (_what, body, path) => {
    const { id } = await account.create(randomUUID());
    const { errors } = await expectProblem(rotate(id, body), 422, "invalid_request");
    expect(errors.map((error: { path: string }) => error.path)).toContain(path);
    expect((await done("GET", `/passcodes/${id}`)).version).toBe(1);
  });

  test("needs a body", async () => {
    const { id } = await account.create(randomUUID());
    await expectProblem(call("POST", `/passcodes/${id}/rotate`), 400, "malformed_json");
  });
});

describe("a rotation under way", () => {
  const change = (id: string, body: unknown) => call("PATCH", `/passcodes/${id}/rotation`, { body });

  test("PATCH …/rotation counts from now, and 0 ends the old secret", async () => {
    const { id, passcode: old } = await account.create(randomUUID());
    const before = (await rotate(id)).json();
    const shorter = (await change(id, { overlap_seconds: 60 })).json();
    expect(Date.parse(shorter.retires_at)).toBeLessThan(Date.parse(before.retires_at) - 3_600_000);
    expect(shorter).toMatchObject({ status: "rolling", version: 3 });
    const ended = await change(id, { overlap_seconds: 0 });
    expect(ended.json()).toMatchObject({ status: "active", retires_at: null, version: 4 });
    expect(await isAccepted(old)).toBe(false);
  });

  test("POST …/retire-old ends it, with a content type or without", async () => {
    for (const headers of [{}, { "content-type": "application/json" }] as Record<string, string>[]) {
      const { id, passcode: old } = await account.create(randomUUID());
      const { passcode } = (await rotate(id)).json();
      const response = await call("POST", `/passcodes/${id}/retire-old`, { headers });
      expect([response.statusCode, response.json().status]).toEqual([200, "active"]);
      expect([await isAccepted(old), await isAccepted(passcode)]).toEqual([false, true]);
      expect(response.body).not.toContain(passcode.slice(5, 37));
    }
  });

  test("there is none before, and none after: not_rolling", async () => {
    const { id } = await account.create(randomUUID());
    await expectProblem(change(id, { overlap_seconds: 5 }), 409, "not_rolling");
    await expectProblem(call("POST", `/passcodes/${id}/retire-old`), 409, "not_rolling");
    await rotate(id, { overlap_seconds: 0 });
    await expectProblem(change(id, { overlap_seconds: 5 }), 409, "not_rolling");
    await expectProblem(call("POST", `/passcodes/${id}/retire-old`, { body: {} }), 409, "not_rolling");
  });

  test.each<[unknown, string]>([
    [{}, "overlap_seconds"],
    [{ overlap_seconds: 2_592_001 }, "overlap_seconds"],
    [{ overlap_seconds: 5, version: 2 }, "version"],
  ])("refuses %j", async (body, path) => {
    const { id } = await account.create(randomUUID());
    await rotate(id);
    const { errors } = await expectProblem(change(id, body), 422, "invalid_request");
    expect(errors.map((error: { path: string }) => error.path)).toContain(path);
    const retire = call("POST", `/passcodes/${id}/retire-old`, { body: { overlap_seconds: 1 } });
    await expectProblem(retire, 422, "invalid_request");
  });
});

test("100 rotations at once leave one current secret, and refuse every one ever shown but the last (C4)", async () => {
  const { id, passcode } = await account.create(randomUUID());
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      account.call("POST", `/passcodes/${id}/rotate`, { body: { overlap_seconds: 0 } }),
    ),
  );
  expect(answers.filter((answer) => answer.statusCode !== 200).map((answer) => answer.body)).toEqual([]);
  const shown = answers.map((answer) => answer.json()).sort((a, b) => a.version - b.version);
  expect(shown.map((one) => one.version)).toEqual(Array.from({ length: 100 }, (_, index) => index + 2));
  expect(new Set(shown.map((one) => one.passcode)).size).toBe(100);
  const last = shown.pop().passcode;
  expect(await isAccepted(last)).toBe(true);
  const dead = await Promise.all([passcode, ...shown.map((one) => one.passcode)].map(isAccepted));
  expect(dead.filter(Boolean)).toEqual([]);
  expect((await done("GET", `/passcodes/${id}`)).hint).toBe(`ww…${last.slice(-4)}`);
});
