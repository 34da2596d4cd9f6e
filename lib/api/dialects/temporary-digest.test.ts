import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { digestAccount, digestLogin, md5Of, rightDigest, sha1Of, type Who } from "@/lib/api/testing/digest-login";
import { bearer } from "@/lib/api/testing/headers";
import { login, sessionTokenOf } from "@/lib/api/testing/session-token";
import { authToken, call, invalid, keyPath, seenOf, success } from "@/lib/api/testing/temporary-token";
import { updateUser } from "@/lib/core/user/update-user";
import { db } from "@/lib/db";
import { withTotp } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { testPassword } from "@/lib/testing/rolled-back";

const app = await buildApi();
afterAll(() => app.close());

const account = await digestAccount();
const { realm } = account;
const right = (who: Who, of = account) => rightDigest(who, of);
const rowsOf = (userId: string) => db().digestLogin.findMany({ where: { userId } });
const tokensOf = (membershipId: string) => db().token.count({ where: { membershipId, kind: "temporary" } });

describe("PUT /v1/user_auth", () => {
  test("gives a member's token for the digest of his e-mail and password, in this answer alone", async () => {
    const member = await activeMember(account.id, "member");
    const answer = await digestLogin(app, right(member));
    const { auth_token, revision: id } = answer.json();
    expect(seenOf(answer)).toEqual(success(201, { account_id: account.id }, auth_token));
    expect(answer.headers.deprecation).toBe("true");
    expect(auth_token).toMatch(/^wwtt_/);
    const auth = await call(app, "GET", "/v1/auth", { headers: authToken(auth_token) });
    expect(auth.headers).toMatchObject({
      ...{ "x-auth-user-id": member.id, "x-auth-credential-id": id, "x-auth-credential-kind": "temporary_token" },
    });
    expect((await call(app, "DELETE", "/v1/token_auth", { headers: authToken(auth_token) })).statusCode).toBe(200);
    expect((await call(app, "GET", "/v1/auth", { headers: authToken(auth_token) })).statusCode).toBe(401);
  });

  test("takes MD5 and SHA-1, hexadecimal in either case, and the account by realm or name in any case", async () => {
    const member = await activeMember(account.id, "member");
    const [md5, sha] = [md5Of(member), sha1Of(member)];
    for (const data of [
      ...[
        { credentials: md5.toUpperCase(), account_realm: realm },
        { credentials: md5, realm: realm.toUpperCase() },
      ],
      ...[
        { credentials: md5, account_name: account.name.toUpperCase() },
        { credentials: md5, method: "md5", realm },
      ],
      ...[
        { credentials: sha, method: "sha", realm },
        { credentials: sha.toUpperCase(), method: "sha", realm, more: 1 },
      ],
      { credentials: md5, account_realm: null, realm: null, account_name: account.name },
    ]) {
      expect((await digestLogin(app, data)).statusCode, JSON.stringify(data)).toBe(201);
    }
  });

  test("is as good as his role: an administrator's token shows the account's key, a member's does not", async () => {
    for (const [role, status] of [
      ["admin", 200],
      ["member", 403],
    ] as const) {
      const { auth_token } = (await digestLogin(app, right(await activeMember(account.id, role)))).json();
      const answer = await call(app, "GET", keyPath(account), { headers: authToken(auth_token) });
      expect(answer.statusCode, role).toBe(status);
    }
  });

  test("lets into the account that is named, and into no other that he belongs to", async () => {
    const [other, closed] = [await digestAccount(), await digestAccount({})];
    const member = await activeMember(account.id, "member");
    for (const { id } of [other, closed]) await activeMember(id, "member", member.email);
    const answer = await digestLogin(app, right(member, other));
    expect(answer.json().data).toEqual({ account_id: other.id });
    expect(seenOf(await digestLogin(app, right(member, closed)))).toEqual(invalid);
  });

  test("keeps HMACs alone, of an account that takes digests alone", async () => {
    const member = await activeMember(account.id, "member");
    const rows = await rowsOf(member.userId);
    expect(rows.map(({ method }) => method).sort()).toEqual(["md5", "sha"]);
    const kept = rows.map(({ digest }) => Buffer.from(digest).toString("hex")).join();
    expect(rows.map(({ digest }) => digest.length)).toEqual([32, 32]);
    for (const raw of [md5Of(member), sha1Of(member)]) expect(kept).not.toContain(raw);
    const elsewhere = await activeMember((await guardedAccount()).id, "member");
    expect(await rowsOf(elsewhere.userId)).toEqual([]);
  });

  test("is possible from the next login with the password on, where the account takes digests later", async () => {
    const late = await digestAccount({});
    const member = await activeMember(late.id, "member");
    expect(seenOf(await digestLogin(app, right(member, late)))).toEqual(invalid);
    await late.change({ digest_login: true });
    expect(seenOf(await digestLogin(app, right(member, late)))).toEqual(invalid);
    expect((await login(app, { email: member.email, password: "a wrong password" })).statusCode).toBe(401);
    expect(await rowsOf(member.userId), "a wrong password was kept").toEqual([]);
    await sessionTokenOf(app, { email: member.email });
    expect((await digestLogin(app, right(member, late))).statusCode).toBe(201);
    await late.change({ digest_login: false });
    expect(await rowsOf(member.userId), "what nobody takes is kept").toEqual([]);
    expect(seenOf(await digestLogin(app, right(member, late)))).toEqual(invalid);
  });
});

describe("PUT /v1/user_auth is 401, the same bytes, and issues nothing (A1, A4):", () => {
  test("whatever is wrong, TOTP and what the account asks first included", async () => {
    const off = await digestAccount({});
    const switchedOff = await digestAccount({ digest_login: true, dialects: { temporary: false } });
    const strict = await digestAccount({ digest_login: true, totp_required: true });
    const aged = await digestAccount({ digest_login: true, password_max_age_days: 1 });
    const at = (one: { id: string }) => activeMember(one.id, "member");
    const [member, secured, revoked, stranger] = [
      await at(account),
      await at(account),
      await at(account),
      await at(off),
    ];
    const [closed, held, old] = [await at(switchedOff), await at(strict), await at(aged)];
    await withTotp(secured.caller);
    await updateUser(account.caller, { id: revoked.id, status: "revoked" });
    await db().user.update({
      where: { id: old.userId },
      data: { passwordChangedAt: new Date(Date.now() - 2 * 86_400_000) },
    });
    const credentials = md5Of(member);
    const answers = [
      ...[right({ ...member, password: "wrong" }), right({ email: `${randomUUID()}@example.test` }), right(secured)],
      ...[right(revoked), right(stranger, off), right(stranger), right(closed, switchedOff), right(held, strict)],
      ...[right(old, aged), { credentials }, { credentials, realm: off.realm }, { credentials, realm: "nobody's" }],
      ...[
        { credentials, realm: account.name },
        { credentials, account_name: off.name },
        { credentials, realm: `${realm} ` },
      ],
      ...[{ credentials, account_name: account.name, account_realm: off.realm }, { realm }, { credentials: "", realm }],
      ...[
        { credentials, method: "sha", realm },
        { credentials, method: "sha256", realm },
        { credentials, method: "", realm },
      ],
      ...[
        { credentials: sha1Of(member), realm },
        { credentials: `${credentials}0`, realm },
        { credentials: "x".repeat(32), realm },
      ],
      ...[
        { credentials: `${member.email}:${testPassword}`, realm },
        { credentials: [credentials], realm },
      ],
      ...[
        { credentials, realm: [realm] },
        { credentials, realm: 1 },
        { credentials, account_realm: {}, realm },
      ],
      ...[
        { credentials, method: 1, realm },
        { credentials, method: ["md5"], realm },
        { credentials, method: "__proto__", realm },
      ],
      ...[
        { credentials: null, realm },
        { credentials: 1, realm },
        {},
        [],
        null,
        "x",
        { credentials: { md5: credentials }, realm },
      ],
      { credentials, realm: "\u0000" },
    ];
    const seen = new Map<string, unknown>();
    for (const data of answers) {
      const { statusCode, headers, body } = await digestLogin(app, data);
      const { "x-request-id": id, date: _date, ...others } = headers;
      seen.set(JSON.stringify([statusCode, body.replace(String(id), ""), others]), data);
    }
    expect(seen.size, JSON.stringify([...seen])).toBe(1);
    expect([...seen.keys()][0]).toMatch(/^\[401,.*"deprecation":"true"/);
    for (const one of [member, secured, revoked, stranger, closed, held, old]) expect(await tokensOf(one.id)).toBe(0);
    expect((await digestLogin(app, right(member))).statusCode).toBe(201);
  });
});

test("a token by a digest is refused where it is not taken: it is no session", async () => {
  const { auth_token } = (await digestLogin(app, right(await activeMember(account.id, "admin")))).json();
  for (const headers of [bearer(auth_token), authToken(auth_token), { "x-api-key": auth_token }]) {
    for (const url of ["/user/users/me", `/v1/accounts/${account.id}/passcodes`, "/v1/self/passcode"]) {
      expect([401, 403], url).toContain((await call(app, "GET", url, { headers: { ...headers } })).statusCode);
    }
  }
});
