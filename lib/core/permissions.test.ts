import { describe, expect, test } from "vitest";
import type { Actor } from "./context";
import { type Action, authorize, may, permissions, type Role, roles, type Scope } from "./permissions";

const user = (role: Role): Actor => ({
  type: "user",
  userId: "u",
  membershipId: "m",
  accountId: "a",
  accountPublicId: "A",
  role,
  name: "Ada",
  sessionId: "s",
  signedInAt: new Date(0),
});
const key = (...scopes: Scope[]): Actor => ({
  type: "service_key",
  id: "k",
  accountId: "a",
  accountPublicId: "A",
  name: "CI",
  scopes,
});
const allowed = (actor: Actor) => (Object.keys(permissions) as Action[]).filter((action) => may(actor, action));

/** Written out once more, so that a change of the table is seen by two pairs of eyes. */
const expected: Record<Role, Action[]> = {
  admin: ["passcode.create", "passcode.delete", "passcode.list", "session.end"],
  manager: ["passcode.create", "passcode.delete", "passcode.list", "session.end"],
  member: ["session.end"],
  viewer: ["passcode.list", "session.end"],
};

describe("rights", () => {
  test.each(roles)("of a %s", (role) => expect(allowed(user(role))).toEqual(expected[role]));

  test("of a service key are its scopes", () => {
    expect(allowed(key())).toEqual([]);
    expect(allowed(key("passcodes:read"))).toEqual(["passcode.list"]);
    expect(allowed(key("passcodes:write"))).toEqual(["passcode.create", "passcode.delete"]);
    expect(allowed(key("verify"))).toEqual(["credential.verify"]);
    expect(allowed(key("all"))).toEqual(["credential.verify", "passcode.create", "passcode.delete", "passcode.list"]);
  });

  test("of a visitor are signing in and the set-up link", () => {
    expect(allowed({ type: "anonymous" })).toEqual(["account.set-up", "session.create", "setup-link.check"]);
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
