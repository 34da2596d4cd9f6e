import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer } from "@/lib/api/testing/headers";
import { sessionTokenOf } from "@/lib/api/testing/session-token";
import {
  accountKeyOf,
  authToken,
  call,
  exchange,
  invalid,
  keyPath,
  refusal,
  seenOf,
  success,
  temporaryTokenOf,
} from "@/lib/api/testing/temporary-token";
import { addAccountKey, lockAccountKey } from "@/lib/core/account-key/account-key";
import { accountIdOf } from "@/lib/core/context";
import type { Scope } from "@/lib/core/permissions";
import { db } from "@/lib/db";
import { auditOf } from "@/lib/testing/audit";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { whileItWaits } from "@/lib/testing/while-it-waits";

const app = await buildApi();
afterAll(() => app.close());
type Account = Awaited<ReturnType<typeof guardedAccount>>;
const shown = { api_key: expect.stringMatching(/^wwak_[0-9A-Za-z]{38}$/) };

const idOf = ({ caller }: Account) => accountIdOf(caller.actor);
const rowsOf = (one: Account) =>
  db().apiKey.findMany({ where: { accountId: idOf(one), membershipId: null }, orderBy: { number: "asc" } });
const keyOf = (one: Account, headers: object) =>
  call(app, "GET", keyPath(one), { headers: headers as Record<string, string> });
const replace = (one: Account, headers: object) =>
  call(app, "PUT", keyPath(one), { headers: headers as Record<string, string> });
const serviceKey = async (one: Account, ...scopes: Scope[]) => bearer((await one.createServiceKey(...scopes)).key);
const statusOf = async (token: string) =>
  (await call(app, "GET", "/v1/token_auth", { headers: authToken(token) })).statusCode;

describe("GET /v1/accounts/{id}/api_key", () => {
  test("makes the key once and shows the same one ever after, kept sealed and as a digest", async () => {
    const own = await guardedAccount();
    const headers = await serviceKey(own, "tokens:write");
    expect(await rowsOf(own)).toEqual([]);
    const first = await keyOf(own, headers);
    expect(seenOf(first)).toEqual(success(200, shown));
    const { api_key } = first.json().data;
    const second = await keyOf(own, headers);
    expect(second.json()).toMatchObject({ data: { api_key }, revision: first.json().revision });
    const [row, ...others] = await rowsOf(own);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ revokedAt: null, hint: `ww…${api_key.slice(-4)}`, vaultKeyId: expect.any(String) });
    expect(Buffer.from(row?.digest ?? []).length).toBe(32);
    expect(Buffer.from(row?.sealed ?? []).includes(api_key.slice(5)), "it is stored as it is").toBe(false);
  });

  test("ten first ones at once make one key", async () => {
    const own = await guardedAccount();
    const headers = await serviceKey(own, "tokens:write");
    const answers = await Promise.all(Array.from({ length: 10 }, () => keyOf(own, headers)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map((answer) => answer.json().data.api_key)).size).toBe(1);
    expect(await rowsOf(own)).toHaveLength(1);
  });

  test("a first one that meets another process's waits for it, and shows its key", async () => {
    const own = await guardedAccount();
    const headers = await serviceKey(own, "tokens:write");
    const made: string[] = [];
    const answer = await whileItWaits(
      (tx) => lockAccountKey(tx, own.caller.actor),
      () => keyOf(own, headers),
      async (tx) => made.push((await addAccountKey({ ...own.caller, now: new Date(), db: tx })).api_key),
    );
    expect(answer.json().data?.api_key).toBe(made[0]);
  });

  test("every time is in the account's log: who, and whether it was made then; the key is not", async () => {
    const own = await guardedAccount();
    const headers = await serviceKey(own, "tokens:write");
    const key = (await keyOf(own, headers)).json().data.api_key;
    await keyOf(own, headers);
    const events = (await auditOf(db(), idOf(own))).filter(({ action }) => action === "account-key.reveal");
    expect(events.map(({ actorType, detail }) => [actorType, detail])).toEqual([
      ["service_key", { made: true }],
      ["service_key", { made: false }],
    ]);
    expect(events[0]).toMatchObject({ targetType: "api_key", targetName: `ww…${key.slice(-4)}`, result: "ok" });
    const all = JSON.stringify(events, (_name, value) => (typeof value === "bigint" ? String(value) : value));
    expect(all).not.toContain(key.slice(5));
  });

  test("what was changed or moved in the database is not shown: 503 without a cause, and recorded (S2)", async () => {
    const [own, other] = [await guardedAccount(), await guardedAccount()];
    await Promise.all([accountKeyOf(app, own), accountKeyOf(app, other)]);
    const headers = await serviceKey(own, "tokens:write");
    const [[mine], [theirs]] = await Promise.all([rowsOf(own), rowsOf(other)]);
    const flipped = Uint8Array.from(mine?.sealed ?? []);
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    for (const sealed of [theirs?.sealed, flipped]) {
      await db().apiKey.update({ where: { id: mine?.id }, data: { sealed: Uint8Array.from(sealed ?? []) } });
      const answer = await keyOf(own, headers);
      expect([seenOf(answer), answer.headers["retry-after"]]).toEqual([refusal(503, "service unavailable"), "1"]);
      const [event] = (await auditOf(db(), idOf(own))).slice(-1);
      expect(event).toMatchObject({ action: "account-key.reveal", detail: { code: "vault_unreadable" } });
    }
  });
});

describe("PUT /v1/accounts/{id}/api_key", () => {
  test("gives another key; the one before and every token issued by it are refused at once (V1)", async () => {
    const own = await guardedAccount();
    const before = await accountKeyOf(app, own);
    const tokens = [await temporaryTokenOf(app, own), await temporaryTokenOf(app, own)];
    for (const one of tokens) expect(await statusOf(one)).toBe(200);
    const answer = await replace(own, await serviceKey(own, "tokens:write"));
    expect(seenOf(answer)).toEqual(success(201, shown));
    const { api_key } = answer.json().data;
    expect(api_key).not.toBe(before);
    for (const one of tokens) {
      expect(await statusOf(one), "a token outlives its key").toBe(401);
      expect((await call(app, "GET", "/v1/auth", { headers: authToken(one) })).statusCode).toBe(401);
    }
    expect(seenOf(await exchange(app, before)), "the old key still works").toEqual(invalid);
    expect((await exchange(app, api_key)).statusCode).toBe(201);
    expect(await accountKeyOf(app, own)).toBe(api_key);
    const [old] = await rowsOf(own);
    expect(old, "a dead key can be read").toMatchObject({ sealed: null, vaultKeyId: null });
  });

  test("leaves alone what is not the key's: other accounts, sign-ins, members' API keys", async () => {
    const [own, other] = [await guardedAccount(), await guardedAccount()];
    const admin = await activeMember(own.id, "admin");
    const session = await sessionTokenOf(app, { email: admin.email });
    const made = await call(app, "POST", "/user/apiKey", { headers: bearer(session), body: {} });
    const [mine, theirs] = [await temporaryTokenOf(app, own), await temporaryTokenOf(app, other)];
    expect((await replace(own, authToken(mine))).statusCode).toBe(201);
    expect([await statusOf(mine), await statusOf(theirs)]).toEqual([401, 200]);
    const me = await call(app, "GET", "/user/users/me", { headers: { "x-api-key": made.json().key } });
    expect(me.statusCode).toBe(200);
    expect((await call(app, "GET", "/v1/self", { headers: bearer(session) })).statusCode).toBe(200);
  });

  test("where there was none makes the first", async () => {
    const own = await guardedAccount();
    const key = (await replace(own, await serviceKey(own, "tokens:write"))).json().data.api_key;
    expect(await accountKeyOf(app, own)).toBe(key);
  });

  test("ten at once leave one key that works", async () => {
    const own = await guardedAccount();
    const headers = await serviceKey(own, "tokens:write");
    const answers = await Promise.all(Array.from({ length: 10 }, () => replace(own, headers)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(201));
    const statuses = [];
    for (const answer of answers) statuses.push((await exchange(app, answer.json().data.api_key)).statusCode);
    expect(statuses.sort()).toEqual([201, ...Array(9).fill(401)]);
  });

  test("an exchange that is under way while the key is replaced leaves no token", async () => {
    const own = await guardedAccount();
    const key = await accountKeyOf(app, own);
    const answer = await whileItWaits(
      (tx) => tx.$executeRaw`SELECT 1 FROM account WHERE id = ${idOf(own)}::uuid FOR UPDATE`,
      () => exchange(app, key),
      (tx) => tx.apiKey.updateMany({ where: { accountId: idOf(own) }, data: { revokedAt: new Date() } }),
    );
    expect(seenOf(answer), "a token of a dead key, which nothing ends").toEqual(invalid);
    expect(await db().token.count({ where: { accountId: idOf(own) } })).toBe(0);
  });

  test("takes a body that it does not look at, and no other than JSON", async () => {
    const own = await guardedAccount();
    const headers = await serviceKey(own, "tokens:write");
    for (const body of ["{}", '{"data":{"api_key":"mine"}}', "[]", "null"]) {
      const answer = await call(app, "PUT", keyPath(own), { headers, body });
      expect(seenOf(answer), body).toEqual(success(201, shown));
    }
    const broken = await call(app, "PUT", keyPath(own), { headers, body: "{" });
    expect(seenOf(broken)).toEqual(refusal(400, "failed to parse request body"));
    const text = await call(app, "PUT", keyPath(own), {
      headers: { ...headers, "content-type": "text/plain" },
      body: "x",
    });
    expect(seenOf(text)).toEqual(refusal(415, "unsupported media type"));
    expect(await rowsOf(own)).toHaveLength(4);
  });
});
