import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { pair } from "@/lib/api/testing/headers";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { Prisma } from "@/lib/generated/prisma/client";
import { endPasscode } from "@/lib/testing/guarded-account";
import { whileItWaits } from "@/lib/testing/while-it-waits";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app);
const { call, done } = account;
const patch = (id: string, body: unknown) => call("PATCH", `/passcodes/${id}`, { body });
const connect = async (passcode: string) => {
  const response = await app.inject({ url: "/v1/connect?partner=demo", headers: pair(account.id, passcode) });
  return response.statusCode === 200 ? "accepted" : response.json().error;
};

describe("GET …/passcodes/{id}", () => {
  test("reads one as it was created, without its secret", async () => {
    const { passcode, ...rest } = await account.create(randomUUID(), { expires_in_days: 7 });
    const response = await call("GET", `/passcodes/${rest.id}`);
    expect(response.json()).toEqual(rest);
    expect(response.body).not.toContain(passcode.slice(5, 37));
  });

  test("finds it by an id in upper case, and no other", async () => {
    const { id } = await account.create(randomUUID());
    expect((await done("GET", `/passcodes/${id.toUpperCase()}`)).id).toBe(id);
    await expectProblem(call("GET", `/passcodes/${id}?fields=name`), 422, "invalid_request");
  });
});

describe("PATCH …/passcodes/{id}", () => {
  test("renames, changes and takes off the contact, and moves the end", async () => {
    const { id, passcode: _secret, ...before } = await account.create(randomUUID(), { expires_in_days: 7 });
    const name = randomUUID();
    const renamed = await done("PATCH", `/passcodes/${id}`, { body: { name, contact_email: "a@b.test", version: 1 } });
    expect(renamed).toEqual({ ...before, id, name, contact_email: "a@b.test", version: 2 });
    const moved = await done("PATCH", `/passcodes/${id}`, {
      body: { contact_email: null, expires_in_days: null, version: 2 },
    });
    expect(moved).toMatchObject({ contact_email: null, expires_at: null, status: "active", version: 3 });
    const dated = await done("PATCH", `/passcodes/${id}`, { body: { expires_at: "2090-01-31T12:00:00Z", version: 3 } });
    expect(dated.expires_at).toBe("2090-01-31T12:00:00.000Z");
  });

  test("suspends and resumes: refused from the answer on, and good again", async () => {
    const { id, passcode } = await account.create(randomUUID());
    expect(await done("PATCH", `/passcodes/${id}`, { body: { suspended: true, version: 1 } })).toMatchObject({
      status: "suspended",
    });
    expect(await connect(passcode)).toBe("Invalid Credentials");
    await done("PATCH", `/passcodes/${id}`, { body: { suspended: false, version: 2 } });
    expect(await connect(passcode)).toBe("accepted");
  });

  test("ends one now by an end that has passed, and revives it by a new one", async () => {
    const { id, passcode } = await account.create(randomUUID());
    const ended = await done("PATCH", `/passcodes/${id}`, { body: { expires_at: "2020-01-01T00:00:00Z", version: 1 } });
    expect(ended.status).toBe("expired");
    expect(Date.parse(ended.expires_at)).toBeGreaterThan(Date.parse("2020-01-02T00:00:00Z"));
    expect(await connect(passcode)).toBe("Passcode Expired");
    await done("PATCH", `/passcodes/${id}`, { body: { expires_in_days: 1, version: 2 } });
    expect(await connect(passcode)).toBe("accepted");
  });

  test("a revived one takes a place again, if there is one", async () => {
    const full = await managedAccount(app);
    const made = [];
    for (let n = 1; n <= 100; n++) made.push(await full.create(`Partner ${n}`));
    await endPasscode(made[0].id, -1);
    await full.create("in its place");
    const body = { expires_in_days: 1, version: 1 };
    await expectProblem(full.call("PATCH", `/passcodes/${made[0].id}`, { body }), 409, "passcode_limit_reached");
    await full.done("DELETE", `/passcodes/${made[1].id}`);
    expect((await full.done("PATCH", `/passcodes/${made[0].id}`, { body })).status).toBe("expiring_soon");
  });

  test("tells the second of two editors, and merges nothing (C4)", async () => {
    const { id } = await account.create(randomUUID());
    const name = randomUUID();
    const answers = await Promise.all([
      patch(id, { name, version: 1 }),
      patch(id, { contact_email: "a@b.test", version: 1 }),
    ]);
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
    const lost = answers.find((answer) => answer.statusCode === 409);
    expect(lost?.json().code).toBe("version_conflict");
    const after = await done("GET", `/passcodes/${id}`);
    expect([after.name === name, after.contact_email === "a@b.test"].sort()).toEqual([false, true]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["no version", { name: "x" }, "version"],
    ["an unknown field", { version: 1, status: "active" }, "status"],
    ["its id", { version: 1, id: randomUUID() }, "id"],
    ["its secret", { version: 1, passcode: "x" }, "passcode"],
    ["its hint", { version: 1, hint: "x" }, "hint"],
    ["two ends", { version: 1, expires_in_days: 1, expires_at: "2090-01-01T00:00:00Z" }, "expires_at"],
    ["3651 days", { version: 1, expires_in_days: 3651 }, "expires_in_days"],
    ["0 days", { version: 1, expires_in_days: 0 }, "expires_in_days"],
    ["a suspension that is text", { version: 1, suspended: "true" }, "suspended"],
    ["an empty name", { version: 1, name: "" }, "name"],
    ["bidi in the name", { version: 1, name: "a\u2066b" }, "name"],
    ["a version that is a fraction", { version: 1.5 }, "version"],
  ])("refuses %s, and changes nothing", async (_what, body, path) => {
    const { id } = await account.create(randomUUID());
    const { errors } = await expectProblem(patch(id, body), 422, "invalid_request");
    expect(errors.map((error: { path: string }) => error.path)).toContain(path);
    expect((await done("GET", `/passcodes/${id}`)).version).toBe(1);
  });

  test("refuses a name that another one has, and takes its own in another case", async () => {
    const [one, other] = [await account.create("Kestrel"), await account.create(randomUUID())];
    await expectProblem(patch(other.id, { name: "KESTREL", version: 1 }), 409, "name_taken");
    expect((await patch(one.id, { name: "KESTREL", version: 1 })).json().name).toBe("KESTREL");
  });
});

describe("DELETE …/passcodes/{id}", () => {
  test("answers 204 without a body; then it is 404, not listed, refused, and its name is free", async () => {
    const name = randomUUID();
    const { id, passcode } = await account.create(name);
    const response = await call("DELETE", `/passcodes/${id}`);
    expect([response.statusCode, response.body, response.headers["content-type"]]).toEqual([204, "", undefined]);
    await expectProblem(call("GET", `/passcodes/${id}`), 404, "not_found");
    await expectProblem(patch(id, { name: "x", version: 1 }), 404, "not_found");
    await expectProblem(call("DELETE", `/passcodes/${id}`), 404, "not_found");
    await expectProblem(call("POST", `/passcodes/${id}/rotate`, { body: {} }), 404, "not_found");
    expect((await done("GET", `/passcodes?q=${name}`)).data).toEqual([]);
    expect(await connect(passcode)).toBe("Invalid Credentials");
    await account.create(name);
  });

  test("takes a content type without a body, and an empty object, and nothing else", async () => {
    const { id } = await account.create(randomUUID());
    await expectProblem(call("DELETE", `/passcodes/${id}`, { body: { force: true } }), 422, "invalid_request");
    const typed = await call("DELETE", `/passcodes/${id}`, { headers: { "content-type": "application/json" } });
    expect(typed.statusCode).toBe(204);
  });
});

describe("while another node changes it", () => {
  test("a change by what was seen before is a conflict, and one of what is gone finds nothing", async () => {
    const { id } = await account.create(randomUUID());
    const whileLocked = (begin: () => ReturnType<typeof call>, set: Prisma.Sql) =>
      whileItWaits(
        (tx) => tx.$executeRaw`SELECT 1 FROM account WHERE public_id = ${account.id} FOR UPDATE`,
        begin,
        (tx) => tx.$executeRaw`UPDATE passcode SET ${set} WHERE id = ${id}::uuid`,
      );
    const late = await whileLocked(
      () => patch(id, { contact_email: "a@b.test", version: 1 }),
      Prisma.sql`version = version + 1`,
    );
    await expectProblem(late, 409, "version_conflict", "somebody's change was written over");
    const gone = await whileLocked(
      () => call("DELETE", `/passcodes/${id}`),
      Prisma.sql`deleted_at = clock_timestamp(), holds_place = false`,
    );
    await expectProblem(gone, 404, "not_found", "it was deleted twice, and its place given back twice");
  });

  test("a change waits for the account before it takes the passcode, or two of them would wait for each other", async () => {
    const { id } = await account.create(randomUUID());
    const answer = await whileItWaits(
      (tx) => tx.$executeRaw`SELECT 1 FROM account WHERE public_id = ${account.id} FOR UPDATE`,
      () => call("DELETE", `/passcodes/${id}`),
      (tx) => tx.$executeRaw`SELECT 1 FROM passcode WHERE id = ${id}::uuid FOR UPDATE NOWAIT`,
    );
    expect(answer.statusCode).toBe(204);
  });
});
