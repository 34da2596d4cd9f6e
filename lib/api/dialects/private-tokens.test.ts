import { afterAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { accessPairOf, inDays, post, privateTokenOf } from "@/lib/api/testing/access-token";
import { bearer } from "@/lib/api/testing/headers";
import { updateAccount } from "@/lib/core/account/update-account";
import { parseToken } from "@/lib/core/secrets";
import { db } from "@/lib/db";
import { withTotp } from "@/lib/testing/a-member";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const { key } = await account.createServiceKey("verify");

async function signedIn(of = account) {
  const member = await activeMember(of.id, "member");
  return { ...member, ...(await accessPairOf(app, member.email)) };
}
const own = await signedIn();
const make = (body: unknown, token = own.access_token) => post(app, "private_tokens/", body, bearer(token));
const list = (token: string) => app.inject({ url: "/api/v1/auth/private_tokens/", headers: bearer(token) });
const privateOf = (membershipId: string) => db().token.count({ where: { membershipId, kind: "private" } });
const coded = (code: string) => ({ code, detail: expect.stringMatching(/\S/) });
const verify = async (token: string) =>
  (await app.inject({ method: "POST", url: "/v1/verify", headers: bearer(key), payload: { token } })).json();

describe("POST /api/v1/auth/private_tokens/", () => {
  test("makes one that lives to the named moment: in this answer alone, and kept as a digest", async () => {
    const { id: membershipId, access_token } = await signedIn();
    const answer = await make({ name: " Export ", expiration_time: "2030-06-01T14:00:00.750+02:00" }, access_token);
    expect(answer.statusCode, answer.body).toBe(201);
    const { id, data } = answer.json();
    const seen = { id, name: "Export", expiration_time: "2030-06-01T12:00:00.000Z" };
    expect(answer.json()).toEqual({ ...seen, data });
    expect(Number.isInteger(id)).toBe(true);
    expect(parseToken(data)).toEqual({ kind: "pt" });
    expect(answer.headers["cache-control"], "a proxy would keep the token").toBe("no-store");
    expect((await list(access_token)).json().results).toEqual([seen]);
    const row = await db().token.findUniqueOrThrow({ where: { number: id } });
    expect(row.hint).toBe(`ww…${data.slice(-4)}`);
    expect(Buffer.from(row.digest)).toHaveLength(32);
    const { kind, name } = row;
    expect({ kind, name, membershipId: row.membershipId }).toEqual({ kind: "private", name: "Export", membershipId });
    const event = await db().auditEvent.findFirstOrThrow({ where: { targetId: row.id } });
    expect(event).toMatchObject({ action: "private-token.create", targetName: "Export", actorId: membershipId });
    expect(JSON.stringify(event.detail)).not.toContain(data.slice(5, 37));
  });

  test.each([
    ["2030-06-01T12:00:00Z"],
    ["2030-06-01T12:00Z"],
    ["2030-06-01T14:00:00+02:00"],
    ["2030-06-01T14:00:00+0200"],
    ["2030-06-01T07:00-0500"],
    ["2030-06-01T12:00:00.123456+00:00"],
  ])("reads %s as ISO 8601", async (expiration_time) => {
    const answer = await make({ name: "a", expiration_time });
    expect([answer.statusCode, answer.json().expiration_time]).toEqual([201, "2030-06-01T12:00:00.000Z"]);
  });

  test("is taken as a bearer, says who calls, and that its end is near", async () => {
    const { id, access_token } = await signedIn();
    const { data, expiration_time, name } = await privateTokenOf(app, access_token, "Nightly export", 10);
    const auth = await app.inject({ url: "/v1/auth", headers: bearer(data) });
    expect(auth.statusCode).toBe(200);
    expect(auth.headers).toMatchObject({
      ...{ "x-auth-account-id": account.id, "x-auth-user-id": id, "x-auth-credential-kind": "private_token" },
      "passcode-expires": new Date(expiration_time).toUTCString(),
    });
    const said = await verify(data);
    expect(said).toMatchObject({ valid: true, credential: { kind: "private_token", name, user_id: id } });
    expect(said.expires_at).toBe(expiration_time);
  });

  test.each<[string, unknown, string[]]>([
    ["neither field", {}, ["name", "expiration_time"]],
    ["a list", "[]", ["name", "expiration_time"]],
    ["null", "null", ["name", "expiration_time"]],
    ["no name", { expiration_time: inDays(1) }, ["name"]],
    ["an empty name", { name: "  ", expiration_time: inDays(1) }, ["name"]],
    ["a name of 101", { name: "x".repeat(101), expiration_time: inDays(1) }, ["name"]],
    ["a name on two lines", { name: "a\r\nb", expiration_time: inDays(1) }, ["name"]],
    ["a name that turns the direction", { name: "a\u202Eb", expiration_time: inDays(1) }, ["name"]],
    ["NUL in the name", { name: "a\0", expiration_time: inDays(1) }, ["name"]],
    ["a name that is a list", { name: ["a"], expiration_time: inDays(1) }, ["name"]],
    ["no end", { name: "a" }, ["expiration_time"]],
    ["an end of null", { name: "a", expiration_time: null }, ["expiration_time"]],
    ["the core's name of the end", { name: "a", expires_at: inDays(1) }, ["expiration_time"]],
    ["an end without a zone", { name: "a", expiration_time: "2030-01-31T12:00:00" }, ["expiration_time"]],
    ["half a zone", { name: "a", expiration_time: "2030-01-31T12:00:00+2" }, ["expiration_time"]],
    ["another calendar's zone", { name: "a", expiration_time: "2030-01-31T12:00:00+9900" }, ["expiration_time"]],
    ["a day as the end", { name: "a", expiration_time: "2030-01-31" }, ["expiration_time"]],
    ["no day of the calendar", { name: "a", expiration_time: "2030-02-30T12:00:00Z" }, ["expiration_time"]],
    ["seconds as the end", { name: "a", expiration_time: 1_900_000_000 }, ["expiration_time"]],
    ["two ends", { name: "a", expiration_time: [inDays(1), inDays(2)] }, ["expiration_time"]],
    ["an end that has passed", { name: "a", expiration_time: inDays(-0.001) }, ["expiration_time"]],
    ["this very moment", { name: "a", expiration_time: inDays(0) }, ["expiration_time"]],
    ["an end in 3,651 days", { name: "a", expiration_time: inDays(3651) }, ["expiration_time"]],
    ["an end in the year 9999", { name: "a", expiration_time: "9999-12-31T23:59:59Z" }, ["expiration_time"]],
  ])("refuses %s with 400 and makes nothing", async (_what, body, fields) => {
    const before = await privateOf(own.id);
    const answer = await make(body);
    const errors = Object.fromEntries(fields.map((field) => [field, [expect.stringMatching(/\S/)]]));
    expect([answer.statusCode, answer.json()]).toEqual([400, errors]);
    expect(await privateOf(own.id)).toBe(before);
  });

  test("refuses what is no JSON, what is not called so, and what is too large", async () => {
    for (const body of ["", "{"]) {
      const answer = await make(body);
      expect([answer.statusCode, answer.json()]).toEqual([400, coded("parse_error")]);
    }
    const text = await post(app, "private_tokens/", "x", { ...bearer(own.access_token), "content-type": "text/plain" });
    expect([text.statusCode, text.json()]).toEqual([415, coded("unsupported_media_type")]);
    const large = await make({ name: "a", expiration_time: inDays(1), more: "x".repeat(1_048_576) });
    expect([large.statusCode, large.json()]).toEqual([413, coded("payload_too_large")]);
    const put = await app.inject({ method: "PUT", url: "/api/v1/auth/private_tokens" });
    expect([put.statusCode, put.json(), put.headers.allow]).toEqual([
      ...[405, coded("method_not_allowed"), "POST, GET, HEAD"],
    ]);
  });

  test("ignores other fields; several may have one name", async () => {
    const { access_token } = await signedIn();
    const body = { name: "a", expiration_time: inDays(3650 - 0.01), id: 1, data: "wwpt_x", account: "AAA" };
    const [one, two] = [await make(body, access_token), await make(body, access_token)];
    expect([one.statusCode, two.statusCode]).toEqual([201, 201]);
    expect(one.json().id).not.toBe(two.json().id);
    expect(one.json().data).not.toBe("wwpt_x");
  });

  test("lives no longer than the account allows", async () => {
    const strict = await guardedAccount();
    const { access_token } = await signedIn(strict);
    await updateAccount(strict.caller, { policy: { max_lifetime_days: 30 }, version: 1 });
    const answer = await make({ name: "a", expiration_time: inDays(30.01) }, access_token);
    const message = "Expiry: this account allows at most 30 days.";
    expect([answer.statusCode, answer.json()]).toEqual([400, { expiration_time: [message] }]);
    expect((await make({ name: "a", expiration_time: inDays(29.99) }, access_token)).statusCode).toBe(201);
  });

  test("is not for a private token: a copy of one would outlive it", async () => {
    const { id, access_token } = await signedIn();
    const { data } = await privateTokenOf(app, access_token);
    const answer = await make({ name: "a", expiration_time: inDays(1) }, data);
    expect([answer.statusCode, answer.json()]).toEqual([403, coded("permission_denied")]);
    expect(await privateOf(id)).toBe(1);
  });

  test("is not for an access token from before its owner had TOTP (A4)", async () => {
    const { id, caller, access_token } = await signedIn();
    await withTotp(caller);
    const answer = await make({ name: "a", expiration_time: inDays(1) }, access_token);
    const mfa = { non_field_errors: ["MFA is enabled for this user"] };
    expect([answer.statusCode, answer.json()]).toEqual([400, mfa]);
    expect(await privateOf(id), "without a code ten years of access").toBe(0);
  });

  test("is not for whom the account asks for something first", async () => {
    const strict = await guardedAccount();
    const { id, access_token } = await signedIn(strict);
    await updateAccount(strict.caller, { policy: { totp_required: true }, version: 1 });
    const answer = await make({ name: "a", expiration_time: inDays(1) }, access_token);
    expect([answer.statusCode, answer.json()]).toEqual([403, coded("permission_denied")]);
    expect(await privateOf(id)).toBe(0);
  });
});
