import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { bearer, pair } from "@/lib/api/testing/headers";
import { managedAccount } from "@/lib/api/testing/managed-account";
import { endpointsOf } from "@/lib/api/testing/management-endpoints";
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
import { updateAccount } from "@/lib/core/account/update-account";
import { accountIdOf } from "@/lib/core/context";
import type { Scope } from "@/lib/core/permissions";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { auditOf } from "@/lib/testing/audit";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { whileItWaits } from "@/lib/testing/while-it-waits";

const app = await buildApi();
afterAll(() => app.close());
type Account = Awaited<ReturnType<typeof guardedAccount>>;
const account = await guardedAccount();
const forbidden = refusal(403, "forbidden");
const notThere = refusal(404, "bad identifier");
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
    const headers = await serviceKey(own, "tokens:read");
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
    const headers = await serviceKey(own, "tokens:read");
    const answers = await Promise.all(Array.from({ length: 10 }, () => keyOf(own, headers)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map((answer) => answer.json().data.api_key)).size).toBe(1);
    expect(await rowsOf(own)).toHaveLength(1);
  });

  test("every time is in the account's log: who, and whether it was made then; the key is not", async () => {
    const own = await guardedAccount();
    const headers = await serviceKey(own, "tokens:read");
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
    const headers = await serviceKey(own, "tokens:read");
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

describe("who may see and replace the account's key:", () => {
  test("of users administrators alone, and none who must do something first", async () => {
    const count = (await rowsOf(account)).length;
    for (const role of ["manager", "member", "viewer"] as const) {
      const { email } = await activeMember(account.id, role);
      const headers = bearer(await sessionTokenOf(app, { email }));
      for (const ask of [keyOf, replace]) expect(seenOf(await ask(account, headers)), role).toEqual(forbidden);
    }
    expect(await rowsOf(account)).toHaveLength(count);
    const own = await guardedAccount();
    const admin = await activeMember(own.id, "admin");
    const headers = bearer(await sessionTokenOf(app, { email: admin.email }));
    expect(seenOf(await keyOf(own, headers))).toEqual(success(200, shown));
    expect(seenOf(await replace(own, headers))).toEqual(success(201, shown));
    await updateAccount(own.caller, { policy: { totp_required: true }, version: 1 });
    for (const ask of [keyOf, replace]) expect(seenOf(await ask(own, headers))).toEqual(forbidden);
    await updateAccount(own.caller, { policy: { totp_required: false }, version: 2 });
    await updateUser(own.caller, { id: admin.id, role: "viewer" });
    expect(seenOf(await keyOf(own, headers)), "the role that he had").toEqual(forbidden);
    await updateUser(own.caller, { id: admin.id, status: "revoked" });
    expect(seenOf(await keyOf(own, headers))).toEqual(invalid);
  });

  test("service keys with the scope", async () => {
    const seen = async (scope: Scope) => {
      const headers = await serviceKey(account, scope);
      return [(await keyOf(account, headers)).statusCode, (await replace(account, headers)).statusCode];
    };
    expect(await seen("tokens:read")).toEqual([200, 403]);
    expect(await seen("tokens:write")).toEqual([403, 201]);
    expect(await seen("all")).toEqual([200, 201]);
    for (const scope of ["verify", "account:write", "service-keys:write"] as const) {
      expect(await seen(scope), scope).toEqual([403, 403]);
    }
    expect(seenOf(await keyOf(account, await serviceKey(account, "verify")))).toEqual(forbidden);
  });

  test("the account's own temporary token", async () => {
    const own = await guardedAccount();
    const token = await temporaryTokenOf(app, own);
    expect(seenOf(await keyOf(own, authToken(token)))).toEqual(success(200, shown));
    expect(seenOf(await replace(own, authToken(token)))).toEqual(success(201, shown));
    expect(seenOf(await keyOf(own, authToken(token)))).toEqual(invalid);
  });

  test("nobody else: no credential, or one that is not taken here or stands elsewhere", async () => {
    const own = await guardedAccount();
    const key = await accountKeyOf(app, own);
    const token = await temporaryTokenOf(app, own);
    const admin = await activeMember(own.id, "admin");
    const session = await sessionTokenOf(app, { email: admin.email });
    const member = (await call(app, "POST", "/user/apiKey", { headers: bearer(session), body: {} })).json().key;
    const { passcode } = await own.createPasscode();
    const service = (await own.createServiceKey("all")).key;
    const wrong: object[] = [
      ...[{}, pair(own.id, passcode), { "x-api-key": member }, bearer(member), authToken(member)],
      ...[authToken(key), bearer(key), { "x-api-key": key }, bearer(token), { "x-api-key": token }],
      ...[authToken(session), authToken(service), { authorization: `Token ${token}` }, authToken(`${token}x`)],
      { authorization: `Basic ${Buffer.from(`${admin.email}:x`).toString("base64")}` },
    ];
    const before = await rowsOf(own);
    for (const headers of wrong) {
      for (const ask of [keyOf, replace]) {
        expect(seenOf(await ask(own, headers)), JSON.stringify(Object.keys(headers))).toEqual(invalid);
      }
    }
    expect(await rowsOf(own)).toEqual(before);
    const two = { ...authToken(token), ...bearer(service) };
    expect(seenOf(await keyOf(own, two))).toEqual(refusal(400, "multiple credentials"));
    const inUrl = await call(app, "GET", `${keyPath(own)}?auth_token=${token}&X-Auth-Token=${token}`);
    expect(seenOf(inUrl), "a credential in the URL").toEqual(invalid);
  });

  test("another account's id, an unknown one and one in another case are 404, and nothing is made", async () => {
    const [own, other] = [await guardedAccount(), await guardedAccount()];
    const admin = await activeMember(own.id, "admin");
    const callers = [
      authToken(await temporaryTokenOf(app, own)),
      await serviceKey(own, "all"),
      bearer(await sessionTokenOf(app, { email: admin.email })),
    ];
    for (const headers of callers) {
      for (const id of [other.id, "W7K-4RT-9X2P", own.id.toLowerCase(), "%20", "x".repeat(500), "a%2Fb"]) {
        for (const ask of [keyOf, replace]) expect(seenOf(await ask({ ...own, id }, headers)), id).toEqual(notThere);
      }
    }
    expect(await rowsOf(other)).toEqual([]);
    expect(await rowsOf(own)).toHaveLength(1);
  });
});

test("a temporary token does nothing else of the management API, nor anything of a person's", async () => {
  const managed = await managedAccount(app);
  const headers = authToken(await temporaryTokenOf(app, managed));
  for (const { name, method, path, body } of await endpointsOf(managed)) {
    const answer = await call(app, method, `/v1/accounts/${managed.id}${path}`, { headers, body });
    expect([answer.statusCode, answer.json().code], name).toEqual([403, "forbidden"]);
  }
  for (const url of ["/v1/self/passcode", "/user/users/me", "/user/authenticate"]) {
    expect([401, 403], url).toContain((await call(app, "GET", url, { headers })).statusCode);
  }
});

test("the account's key opens nothing by itself: it is exchanged", async () => {
  const own = await guardedAccount();
  const key = await accountKeyOf(app, own);
  for (const headers of [{ "x-api-key": key }, bearer(key), authToken(key), pair(own.id, key)]) {
    for (const url of ["/v1/auth", "/v1/self"]) {
      expect((await call(app, "GET", url, { headers: { ...headers } })).statusCode, url).toBe(401);
    }
  }
  const headers = await serviceKey(own, "verify");
  const verified = await call(app, "POST", "/v1/verify", { headers, body: { token: key } });
  expect(verified.json()).toEqual({ valid: false, code: "not_found" });
});
