import { describe, expect, test } from "vitest";
import type { Actor, UserActor } from "./context";
import { type Action, authorize, may, permissions, type Role, roles, type Scope } from "./permissions";

const user = (role: Role): UserActor => ({
  type: "user",
  userId: "u",
  membershipId: "m",
  accountId: "a",
  accountPublicId: "A",
  role,
  name: "Ada",
  sessionId: "s",
  signedInAt: new Date(0),
  must: null,
});
const key = (...scopes: Scope[]): Actor => ({
  type: "service_key",
  id: "k",
  accountId: "a",
  accountPublicId: "A",
  name: "CI",
  scopes,
});
const allowed = (actor: Actor) =>
  (Object.keys(permissions) as Action[]).filter((action) => may(actor, action)).toSorted();

const read: Action[] = ["account.read", "audit.list", "passcode.list", "passcode.read", "user.list", "user.read"];
const readTokens: Action[] = ["token.list", "token.list-all"];
const writeTokens: Action[] = [
  "account-key.replace",
  "account-key.reveal",
  "token.end",
  "token.end-all",
  "token.end-many",
];
const readInConsole: Action[] = ["delivery.read-all", "overview.read"];
const sendMails: Action[] = ["delivery.retry", "notice.send-warnings"];
const write: Action[] = [
  "passcode.change-many",
  "passcode.change-rotation",
  "passcode.create",
  "passcode.delete",
  "passcode.retire-old",
  "passcode.rotate",
  "passcode.update",
];
const writeUsers: Action[] = [
  "invitation.renew",
  "user-passcode.grant",
  "user-passcode.reset",
  "user-passcode.revoke",
  "user-passcode.update",
  "user.change-many",
  "user.delete",
  "user.invite",
  "user.update",
];
const govern: Action[] = [
  "account.update",
  "service-key.create",
  "service-key.list",
  "service-key.revoke",
  "user.appoint-admin",
];
const evenWhileHeld: Action[] = [
  "account.list-own",
  "password.change",
  "profile.read",
  "session-token.end",
  "session-token.renew",
  "session.confirm",
  "session.end",
  "session.end-other",
  "session.list-own",
  "session.switch",
  "temporary-token.end",
  "totp.confirm",
  "totp.enrol",
  "totp.read-own",
  "totp.remove",
];
const accountKey: Action[] = ["account-key.replace", "account-key.reveal"];
const own: Action[] = [
  ...evenWhileHeld,
  "delivery.list",
  "delivery.read",
  "own-passcode.read",
  "own-passcode.reveal",
  "private-token.create",
  "private-token.list",
  "private-token.revoke",
  "private-token.rotate",
  "profile.update",
  "api-key.list",
  "api-key.revoke",
  "token.end",
  "token.end-many",
  "token.list",
];

/** Written out once more, so that a change of the table is seen by two pairs of eyes. */
const expected: Record<Role, Action[]> = {
  admin: [
    ...[...read, ...write, ...writeUsers, ...govern, ...accountKey, ...own, ...readInConsole, ...sendMails],
    ...(["account.add", "api-key.create", "api-key.list-all", "api-key.read", "mail.test", "totp.reset"] as const),
    ...(["token.list-all", "token.end-all"] as const),
  ],
  manager: [
    ...[...read, ...write, ...writeUsers, ...own, ...readInConsole, ...sendMails],
    ...(["token.list-all", "token.end-all"] as const),
  ],
  member: ["account.read", ...own],
  viewer: [...read, ...own, ...readInConsole, "token.list-all"],
};

describe("rights", () => {
  test.each(roles)("of a %s", (role) => expect(allowed(user(role))).toEqual(expected[role].toSorted()));

  test.each(["change_password", "enrol_totp"] as const)("of who must first %s are few", (must) => {
    for (const role of roles) expect(allowed({ ...user(role), must }), role).toEqual(evenWhileHeld.toSorted());
  });

  test("of a service key are its scopes", () => {
    expect(allowed(key())).toEqual([]);
    expect(allowed(key("passcodes:read"))).toEqual(["passcode.list", "passcode.read"]);
    expect(allowed(key("passcodes:write"))).toEqual(write.toSorted());
    expect(allowed(key("users:read"))).toEqual(["user.list", "user.read"]);
    expect(allowed(key("users:write"))).toEqual([...writeUsers, "user.appoint-admin"].toSorted());
    expect(allowed(key("tokens:read"))).toEqual(readTokens);
    expect(allowed(key("tokens:write"))).toEqual(writeTokens);
    expect(allowed(key("verify"))).toEqual(["credential.verify"]);
    expect(allowed(key("audit:read"))).toEqual(["audit.list"]);
    const tokens = [...readTokens, ...writeTokens];
    const all: Action[] = [...read, ...write, ...writeUsers, ...govern, ...tokens, "credential.verify"];
    expect(allowed(key("all"))).toEqual(all.toSorted());
  });

  test("of an account's own temporary token are its API key and its end, nothing else of the account", () => {
    const token: Actor = { type: "account_token", id: "t", accountId: "a", accountPublicId: "A", name: "Acme" };
    expect(allowed(token)).toEqual([...accountKey, "temporary-token.end"].toSorted());
  });

  test("of a visitor are signing in and links", () => {
    expect(allowed({ type: "anonymous" })).toEqual([
      "access-token.create",
      "access-token.end-family",
      "access-token.refresh",
      "account.set-up",
      "basic-token.create",
      "digest-login.create",
      "email.confirm",
      "invitation.accept",
      "invitation.check",
      "login-configuration.read",
      "mailed-link.check",
      "password.forget",
      "password.reset",
      "session-token.create",
      "session.answer-challenge",
      "session.create",
      "setup-link.check",
      "temporary-token.create",
    ]);
  });

  test("a refusal says which kind it is", () => {
    const codeOf = (actor: Actor) => {
      try {
        authorize(actor, "passcode.create");
      } catch (error) {
        return (error as { code: string }).code;
      }
      return null;
    };
    expect(codeOf({ type: "anonymous" })).toBe("credential_required");
    expect(codeOf(user("viewer"))).toBe("forbidden");
    expect(codeOf(key("verify"))).toBe("insufficient_scope");
    expect(codeOf(user("admin"))).toBeNull();
  });
});
