import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { accessPairOf, privateTokenOf } from "@/lib/api/testing/access-token";
import { bearer, pair } from "@/lib/api/testing/headers";
import { updateAccount } from "@/lib/core/account/update-account";
import { signJwt } from "@/lib/core/jwt/jwt";
import { changePassword } from "@/lib/core/password/change-password";
import { resetTotp } from "@/lib/core/totp/reset-totp";
import { deleteUser } from "@/lib/core/user/delete-user";
import { updateUser } from "@/lib/core/user/update-user";
import { withTotp } from "@/lib/testing/a-member";
import { changeDirectly, guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { testPassword } from "@/lib/testing/rolled-back";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const { key } = await account.createServiceKey("verify");

async function signedIn(of = account) {
  const member = await activeMember(of.id, "member");
  const { access_token: access } = await accessPairOf(app, member.email);
  const made = await privateTokenOf(app, access);
  return { ...member, access, private: made.data, privateNumber: made.id };
}
type SignedIn = Awaited<ReturnType<typeof signedIn>>;

const verify = async (token: string, by = key) =>
  (await app.inject({ method: "POST", url: "/v1/verify", headers: bearer(by), payload: { token } })).json();
const list = (token: string) => app.inject({ url: "/api/v1/auth/private_tokens/", headers: bearer(token) });

async function expectGood(token: string, what?: string) {
  for (const url of ["/v1/auth", "/v1/self", "/api/v1/auth/private_tokens/"]) {
    expect((await app.inject({ url, headers: bearer(token) })).statusCode, `${what}: ${url}`).toBe(200);
  }
}
/** Refused everywhere, from the request that follows the change's answer. */
async function expectRefused(token: string, code: string) {
  for (const url of ["/v1/auth", "/v1/self", "/api/v1/auth/private_tokens/"]) {
    const answer = await app.inject({ url, headers: bearer(token) });
    expect(answer.statusCode, `${url} still lets it in`).toBe(401);
    expect(answer.headers).not.toHaveProperty("x-auth-user-id");
  }
  expect(await verify(token)).toEqual({ valid: false, code });
}

describe("what ends a person's sign-ins ends his access tokens at once, and not his private tokens (V1):", () => {
  test.each<[string, (member: SignedIn) => Promise<unknown>]>([
    [
      "a changed password",
      ({ caller }) =>
        changePassword(caller, { current_password: testPassword, password: "the harbour freezes over in march" }),
    ],
    [
      "TOTP that an administrator resets",
      async ({ id, caller }) => {
        await withTotp(caller);
        await resetTotp(account.caller, { id });
      },
    ],
  ])("%s", async (_what, end) => {
    const member = await signedIn();
    await expectGood(member.access, "before");
    await end(member);
    await expectRefused(member.access, "revoked");
    await expectGood(member.private, "a private token is made to outlive sign-ins");
  });
});

describe("access and private tokens end", () => {
  test.each<[string, (member: SignedIn) => Promise<unknown>]>([
    ["when their member has lost his access", ({ id }) => updateUser(account.caller, { id, status: "revoked" })],
    ["when their member is deleted", ({ id }) => deleteUser(account.caller, { id })],
  ])("%s", async (_when, end) => {
    const member = await signedIn();
    await expectGood(member.access, "before");
    await expectGood(member.private, "before");
    await end(member);
    await expectRefused(member.access, "revoked");
    await expectRefused(member.private, "revoked");
  });

  test("for good: they do not come back with the access", async () => {
    const member = await signedIn();
    await updateUser(account.caller, { id: member.id, status: "revoked" });
    await updateUser(account.caller, { id: member.id, status: "active" });
    await expectRefused(member.access, "revoked");
    await expectRefused(member.private, "revoked");
  });

  test("while their dialect is switched off", async () => {
    const own = await guardedAccount();
    const member = await signedIn(own);
    const ownKey = (await own.createServiceKey("verify")).key;
    await updateAccount(own.caller, { policy: { dialects: { jwt: false } }, version: 1 });
    for (const token of [member.access, member.private]) {
      expect(await verify(token, ownKey)).toEqual({ valid: false, code: "dialect_off" });
      expect((await list(token)).statusCode).toBe(401);
    }
    await updateAccount(own.caller, { policy: { dialects: { jwt: true } }, version: 2 });
    await expectGood(member.private);
  });

  test("at their moment, by the database's clock", async () => {
    const member = await signedIn();
    await changeDirectly(
      member.id,
      (tx) => tx.$executeRaw`
        UPDATE token SET signed_in_at = signed_in_at - interval '1 hour', created_at = created_at - interval '1 hour',
          expires_at = clock_timestamp() - interval '1 millisecond' WHERE membership_id = ${member.id}::uuid`,
    );
    await expectRefused(member.access, "expired");
    await expectRefused(member.private, "expired");
  });
});

describe("who acts by them", () => {
  test("is held by what the account asks of him first, with a live token too", async () => {
    const own = await guardedAccount();
    const member = await signedIn(own);
    await updateAccount(own.caller, { policy: { totp_required: true }, version: 1 });
    for (const token of [member.access, member.private]) {
      const answer = await list(token);
      expect([answer.statusCode, answer.json().code]).toEqual([403, "permission_denied"]);
    }
  });

  test("is nobody else's service, and no passcode", async () => {
    const other = await guardedAccount();
    const otherKey = (await other.createServiceKey("verify")).key;
    const member = await signedIn();
    for (const token of [member.access, member.private]) {
      expect(await verify(token, otherKey)).toEqual({ valid: false, code: "not_found" });
      expect((await app.inject({ url: "/v1/self", headers: pair(account.id, token) })).statusCode).toBe(401);
    }
  });
});

describe("a JWT is taken only if it is the one that was issued (V6):", () => {
  test("forgeries, JWTs of another kind, and signed ones without their row are 401, never more", async () => {
    const { access, id: userId } = await signedIn();
    const [header = "", payload = "", signature = ""] = access.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const unsigned = encode({ alg: "none", typ: "at+jwt" });
    const issued = { issuedAt: new Date(claims.iat * 1000), expiresAt: new Date((claims.exp + 3600) * 1000) };
    const content = { accountPublicId: account.id, userId, tokenId: claims.jti, ...issued };
    const forged = [
      `${unsigned}.${payload}.`,
      `${unsigned}.${payload}.${signature}`,
      `${header}.${encode({ ...claims, exp: claims.exp + 3600 })}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -4)}`,
      `${header}.${payload}`,
      access.replace(/^./, "f"),
      // Signed by us, and nothing that we ever issued.
      await signJwt({ ...content, kind: "access" }),
      await signJwt({ ...content, kind: "jwt", expiresAt: new Date(claims.exp * 1000) }),
      await signJwt({ ...content, kind: "access", tokenId: userId }),
    ];
    for (const token of forged) {
      for (const method of ["GET", "POST"] as const) {
        const json = { "content-type": "application/json" };
        const request = { method, url: "/api/v1/auth/private_tokens/", headers: { ...bearer(token), ...json } };
        const answer = await app.inject({ ...request, payload: method === "POST" ? "{}" : undefined });
        expect([answer.statusCode, answer.json().code], token).toEqual([401, "token_not_valid"]);
      }
      expect(await verify(token)).toEqual({ valid: false, code: "not_found" });
    }
    await expectGood(access);
  });
});
