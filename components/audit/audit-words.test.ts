import { expect, test } from "vitest";
import { actionInWords, detailLines } from "./audit-words";

test.each([
  ["passcode.create", {}, "Passcode created"],
  ["passcode.update", { suspended: { from: false, to: true } }, "Passcode suspended"],
  ["passcode.update", { suspended: { from: true, to: false } }, "Passcode resumed"],
  ["passcode.update", { name: { from: "a", to: "b" } }, "Passcode renamed"],
  ["passcode.update", { name: { from: "a", to: "b" }, expires_at: { from: null, to: "x" } }, "Passcode changed"],
  ["passcode.change-many", { do: "suspend" }, "Passcode suspended"],
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
