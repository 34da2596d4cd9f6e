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
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

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
    expect(await seen("tokens:read"), "who may read gets what may write").toEqual([403, 403]);
    expect(await seen("tokens:write")).toEqual([200, 201]);
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
