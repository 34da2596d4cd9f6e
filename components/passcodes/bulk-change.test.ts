import { expect, test } from "vitest";
import type { PasscodeStatus, PasscodeView } from "@/lib/core/passcode/passcode-view";
import { previewChange } from "./bulk-change";

const now = Date.parse("2026-12-10T12:00:00Z");
const passcode = (id: string, status: PasscodeStatus, last_used_at: string | null = null) =>
  ({ id, status, last_used_at }) as PasscodeView;
const some = [
  passcode("a", "active", "2026-12-03T12:00:01Z"),
  passcode("b", "expired", "2026-12-03T12:00:00Z"),
  passcode("c", "suspended", "2026-12-10T11:00:00Z"),
];

test("deleting frees the places of those that are not expired", () => {
  expect(previewChange(some, "delete", now)).toMatchObject({ ids: ["a", "b", "c"], missed: 1, places: -2 });
});

test("a new end takes a place for each that has expired", () => {
  expect(previewChange(some, "set_expiry", now)).toMatchObject({ ids: ["a", "b", "c"], missed: 0, places: 1 });
});

test("what is as it shall be is not changed again", () => {
  expect(previewChange(some, "suspend", now)).toMatchObject({ ids: ["a"], missed: 1, places: 0 });
  expect(previewChange(some, "resume", now)).toMatchObject({ ids: ["c"], missed: 0, places: 0 });
});
