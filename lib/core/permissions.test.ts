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

const read: Action[] = ["account.read", "audit.list", "passcode.list", "passcode.read"];
const write: Action[] = [
  "passcode.change-many",
  "passcode.change-rotation",
  "passcode.create",
  "passcode.delete",
  "passcode.retire-old",
  "passcode.rotate",
  "passcode.update",
];
const govern: Action[] = ["account.update", "service-key.create", "service-key.list", "service-key.revoke"];

/** Written out once more, so that a change of the table is seen by two pairs of eyes. */
const expected: Record<Role, Action[]> = {
  admin: [...read, ...write, ...govern, "session.end"],
  manager: [...read, ...write, "session.end"],
  member: ["account.read", "session.end"],
  viewer: [...read, "session.end"],
};

describe("rights", () => {
  test.each(roles)("of a %s", (role) => expect(allowed(user(role))).toEqual(expected[role].toSorted()));

  test("of a service key are its scopes", () => {
    expect(allowed(key())).toEqual([]);
    expect(allowed(key("passcodes:read"))).toEqual(["passcode.list", "passcode.read"]);
    expect(allowed(key("passcodes:write"))).toEqual(write.toSorted());
    expect(allowed(key("verify"))).toEqual(["credential.verify"]);
    expect(allowed(key("audit:read"))).toEqual(["audit.list"]);
    expect(allowed(key("all"))).toEqual([...read, ...write, ...govern, "credential.verify"].toSorted());
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
