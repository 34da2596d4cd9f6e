import { expect, test } from "vitest";
import { permissions } from "@/lib/core/permissions";
import { actionInWords, detailLines } from "./audit-words";

test.each([
  ["passcode.create", {}, "Passcode created"],
  ["passcode.update", { suspended: { from: false, to: true } }, "Passcode suspended"],
  ["passcode.update", { suspended: { from: true, to: false } }, "Passcode resumed"],
  ["passcode.update", { name: { from: "a", to: "b" } }, "Passcode renamed"],
  ["passcode.update", { name: { from: "a", to: "b" }, expires_at: { from: null, to: "x" } }, "Passcode changed"],
  ["passcode.change-many", { do: "suspend" }, "Passcode suspended"],
  ["user.change-many", { do: "revoke" }, "Access revoked"],
  ["user.update", { role: { from: "viewer", to: "manager" } }, "Role changed"],
  ["user.update", { status: { from: "active", to: "revoked" } }, "Access revoked"],
  ["user.update", { status: { from: "revoked", to: "active" } }, "Access restored"],
  ["user.update", { role: { from: "a", to: "b" }, status: { from: "active", to: "revoked" } }, "User changed"],
  ["user.update", {}, "User changed"],
  ["user-passcode.grant", {}, "User passcode granted"],
  ["passcode.of-tomorrow", {}, "passcode.of-tomorrow"],
])("%s %j: %s", (action, detail, words) => {
  expect(actionInWords({ action, detail })).toBe(words);
});

test("a detail is told line by line, old and new where both are known", () => {
  expect(
    detailLines({ detail: { name: { from: "a", to: "b" }, retires_at: null, do: "delete", odd_thing: [1] } }),
  ).toEqual([
    { field: "name", label: "Name", from: "a", to: "b" },
    { field: "retires_at", label: "Old secret ends", to: null },
    { field: "odd_thing", label: "odd thing", to: "[1]" },
  ]);
});

test("every command that is recorded has words of its own", () => {
  const unrecorded = ["delivery.claim", "delivery.compose", "delivery.settle", "notice.purge", "notice.sweep"];
  const beside = ["user.appoint-admin", "token.end-all"];
  const reads = [".list", ".list-all", ".list-own", ".read", ".read-own", ".read-all", ".check", ".verify"];
  const withoutWords = Object.keys(permissions)
    .filter((action) => !unrecorded.includes(action))
    .filter((action) => !reads.some((read) => action.endsWith(read)) && !beside.includes(action))
    .filter((action) => actionInWords({ action, detail: {} }) === action);
  expect(withoutWords).toEqual([]);
});
