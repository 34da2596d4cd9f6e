import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { expectProblem, managedAccount } from "@/lib/api/testing/managed-account";
import { db } from "@/lib/db";

const app = await buildApi();
afterAll(() => app.close());
const account = await managedAccount(app);
const keyed = (key: string) => ({ headers: { "idempotency-key": key } });
const countOf = async (name: string) => (await account.done("GET", `/passcodes?q=${name}`)).data.length;

type Given = { path: string; body: () => Promise<{ path: string; body: Record<string, unknown> }> };
const calls: [string, Given["body"]][] = [
  ["POST …/passcodes", async () => ({ path: "/passcodes", body: { name: randomUUID(), expires_in_days: 7 } })],
  ["POST …/service-keys", async () => ({ path: "/service-keys", body: { name: randomUUID(), scopes: ["verify"] } })],
  [
    "POST …/rotate",
    async () => ({
      path: `/passcodes/${(await account.create(randomUUID())).id}/rotate`,
      body: { overlap_seconds: 60 },
    }),
  ],
];

describe.each(calls)("%s with an Idempotency-Key (C3)", (_name, prepare) => {
  test("gives a repeat the first answer, its secret and its status, and says so; in any order of the fields", async () => {
    const { path, body } = await prepare();
    const key = randomUUID();
    const first = await account.call("POST", path, { body, ...keyed(key) });
    expect(first.headers).not.toHaveProperty("idempotent-replayed");
    const reversed = Object.fromEntries(Object.entries(body).reverse());
    const second = await account.call("POST", path, { body: reversed, ...keyed(key) });
    expect([second.statusCode, second.json()]).toEqual([first.statusCode, first.json()]);
    expect(second.headers).toMatchObject({ "idempotent-replayed": "true", "cache-control": "no-store" });
    expect(second.headers.location).toBe(first.headers.location);
  });

  test("refuses another body, and the first answer stays", async () => {
    const { path, body } = await prepare();
    const key = randomUUID();
    const first = await account.call("POST", path, { body, ...keyed(key) });
    const other = { ...body, ...(body.name ? { name: randomUUID() } : { overlap_seconds: 61 }) };
    await expectProblem(account.call("POST", path, { body: other, ...keyed(key) }), 422, "idempotency_key_reused");
    expect((await account.call("POST", path, { body, ...keyed(key) })).json()).toEqual(first.json());
  });

  test("fifty at once do it once: every answer is the first one or 409", async () => {
    const { path, body } = await prepare();
    const key = randomUUID();
    const send = () => account.call("POST", path, { body, ...keyed(key) });
    const answers = await Promise.all(Array.from({ length: 50 }, send));
    const good = answers.filter((answer) => answer.statusCode < 300);
    const refused = answers.filter((answer) => answer.statusCode >= 300);
    expect(good.length).toBeGreaterThan(0);
    expect(new Set(good.map((answer) => answer.body)).size, "it was done more than once").toBe(1);
    expect(good.filter((answer) => answer.headers["idempotent-replayed"] === undefined)).toHaveLength(1);
    for (const answer of refused) await expectProblem(answer, 409, "idempotency_in_flight");
    for (const { headers } of refused) expect(Number(headers["retry-after"])).toBeGreaterThan(0);
  });

  test("of another caller, or without the key, is another request", async () => {
    const { path, body } = await prepare();
    const key = randomUUID();
    const first = (await account.call("POST", path, { body, ...keyed(key) })).json();
    const { key: otherKey } = await account.createServiceKey("all");
    for (const given of [{ ...keyed(key), key: otherKey }, {}]) {
      const answer = await account.call("POST", path, { body, ...given });
      expect(answer.headers).not.toHaveProperty("idempotent-replayed");
      expect(answer.json().passcode ?? answer.json().key).not.toBe(first.passcode ?? first.key);
    }
  });
});

describe("a user's passcode with an Idempotency-Key (C3)", () => {
  test("is granted once: repeats give the first answer, another validity is refused, without the key it is 409", async () => {
    const [id] = await account.invite("member");
    const send = (validity_days: number, given: object) =>
      account.call("POST", `/users/${id}/passcode`, { body: { validity_days }, ...given });
    const first = await send(90, keyed("grant"));
    const second = await send(90, keyed("grant"));
    expect([second.statusCode, second.json()]).toEqual([201, first.json()]);
    expect(second.headers["idempotent-replayed"]).toBe("true");
    await expectProblem(send(91, keyed("grant")), 422, "idempotency_key_reused");
    await expectProblem(send(90, {}), 409, "already_granted");
  });

  test("is reset once: a repeat does not lock out whoever has the fresh one already", async () => {
    const [id] = await account.invite("member");
    const path = `/users/${id}/passcode`;
    await account.done("POST", path, { body: { validity_days: null } });
    const [first, second] = [
      await account.call("POST", `${path}/reset`, keyed("reset")),
      await account.call("POST", `${path}/reset`, keyed("reset")),
    ];
    expect([second.statusCode, second.json()]).toEqual([200, first.json()]);
    expect(second.headers["idempotent-replayed"]).toBe("true");
    const { passcode } = await account.done("GET", `/users/${id}`);
    expect(passcode, "it was reset twice").toEqual(first.json());
  });
});

describe("an Idempotency-Key", () => {
  test.each([
    ["empty", ""],
    ["of 256 characters", "k".repeat(256)],
    ["with a blank", "a b"],
    ["with a tab", "a\tb"],
    ["not ASCII", "schlüssel"],
  ])("that is %s is refused, and nothing is done", async (_what, key) => {
    const name = randomUUID();
    const body = { name, expires_in_days: 1 };
    const { errors } = await expectProblem(
      account.call("POST", "/passcodes", { body, ...keyed(key) }),
      422,
      "invalid_request",
    );
    expect(errors).toEqual([
      { path: "Idempotency-Key", message: "Idempotency-Key: 1 to 255 visible ASCII characters." },
    ]);
    expect(await countOf(name)).toBe(0);
  });

  test("sent twice is refused", async () => {
    const headers = { "idempotency-key": ["a", "b"] as unknown as string };
    const body = { name: randomUUID(), expires_in_days: 1 };
    await expectProblem(account.call("POST", "/passcodes", { body, headers }), 422, "invalid_request");
  });

  test("of 255 characters of all kinds is taken", async () => {
    const key = `!~"'\\{}${"k".repeat(248)}`;
    const body = { name: randomUUID(), expires_in_days: 1 };
    expect((await account.call("POST", "/passcodes", { body, ...keyed(key) })).statusCode).toBe(201);
    const again = await account.call("POST", "/passcodes", { body, ...keyed(key) });
    expect(again.headers["idempotent-replayed"]).toBe("true");
  });

  test("keeps nothing of a refusal", async () => {
    const key = randomUUID();
    const [taken, free] = [randomUUID(), randomUUID()];
    await account.create(taken);
    const send = (name: string) =>
      account.call("POST", "/passcodes", { body: { name, expires_in_days: 1 }, ...keyed(key) });
    await expectProblem(send(taken), 409, "name_taken");
    expect((await send(free)).statusCode).toBe(201);
  });

  test("on another passcode's rotation is another request", async () => {
    const [one, other] = [await account.create(randomUUID()), await account.create(randomUUID())];
    const key = randomUUID();
    const rotate = (id: string) => account.call("POST", `/passcodes/${id}/rotate`, { body: {}, ...keyed(key) });
    const [first, second] = [await rotate(one.id), await rotate(other.id)];
    expect([first.json().id, second.json().id]).toEqual([one.id, other.id]);
  });

  test("after 15 minutes gives the answer without its secret, to whoever has the key still", async () => {
    const own = await managedAccount(app);
    const body = { name: "Acme", expires_in_days: 7 };
    const { passcode, ...first } = (await own.call("POST", "/passcodes", { body, ...keyed("k") })).json();
    await db().$executeRaw`UPDATE idempotency SET created_at = created_at - interval '15 minutes 1 second'
      WHERE output ->> 'id' = ${first.id}`;
    const late = await own.call("POST", "/passcodes", { body, ...keyed("k") });
    expect([late.statusCode, late.json()]).toEqual([201, first]);
    expect(late.headers["idempotent-replayed"]).toBe("true");
    expect(late.body).not.toContain(passcode.slice(5, 37));
  });
});
