import { expect, test } from "vitest";
import type { UserView } from "@/lib/core/user/user-view";
import type { UserActions } from "./user-actions";
import { userDeedsFor } from "./user-deeds";

const all = new Proxy({}, { get: () => async () => null }) as UserActions;
const home = { selfId: "", mayAppoint: true, maxLifetimeDays: null };
const user = (given: Partial<UserView>) =>
  ({ role: "member", status: "active", has_totp: false, passcode: null, ...given }) as UserView;
const passcode = (status: string) => ({ status }) as UserView["passcode"];
const kinds = (given: Partial<UserView>, mayAppoint = true) =>
  userDeedsFor(user(given), all, { ...home, mayAppoint }).map(({ label }) => label);

test("who is invited can have a new link and, ahead of time, a passcode", () => {
  expect(kinds({ status: "invited" })).toEqual(["New link", "Grant", "Change role", "Revoke access", "Delete"]);
});

test("a live passcode is changed, reset or revoked, an expired one is not reset, a revoked one is granted anew", () => {
  expect(kinds({ passcode: passcode("active") }).slice(0, 3)).toEqual([
    "Change validity",
    "Reset passcode",
    "Revoke passcode",
  ]);
  expect(kinds({ passcode: passcode("expired") }).slice(0, 2)).toEqual(["Change validity", "Revoke passcode"]);
  expect(kinds({ passcode: passcode("revoked") })[0]).toBe("Grant");
});

test("whose access is revoked is restored before anything is granted", () => {
  expect(kinds({ status: "revoked" })).toEqual(["Change role", "Restore access", "Delete"]);
});

test("TOTP can be reset where there is one", () => {
  expect(kinds({ has_totp: true })).toContain("Reset TOTP");
});

test("who is active can be given an API key", () => {
  expect(kinds({})).toContain("API key");
  expect(kinds({ status: "invited" })).not.toContain("API key");
});

test("an administrator is nobody else's to change", () => {
  expect(kinds({ role: "admin" }, false)).toEqual([]);
});
