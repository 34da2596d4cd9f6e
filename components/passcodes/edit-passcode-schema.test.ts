import { expect, test } from "vitest";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { changesFrom, editPasscodeSchema, toEditForm } from "./edit-passcode-schema";

const passcode: PasscodeView = {
  id: "0190a9d0-0000-7000-8000-000000000000",
  name: "Acme",
  kind: "account",
  status: "active",
  hint: "ww…k3Zq",
  contact_email: "ops@acme.test",
  expires_at: "2027-01-01T00:00:00.000Z",
  retires_at: null,
  created_at: "2026-01-01T00:00:00.000Z",
  created_by: "Ada",
  last_used_at: null,
  version: 1,
};
const changes = (typed: Partial<ReturnType<typeof toEditForm>>) =>
  changesFrom(passcode, editPasscodeSchema.parse({ ...toEditForm(passcode), ...typed }));

test("only what was changed is sent, so that nobody else's change is undone by the way", () => {
  expect(changes({})).toEqual({});
  expect(changes({ name: " Globex " })).toEqual({ name: "Globex" });
  expect(changes({ contact: "OPS@acme.test" })).toEqual({});
  expect(changes({ contact: " " })).toEqual({ contact_email: null });
  expect(changes({ expiry: "days", days: "30" })).toEqual({ expires_in_days: 30 });
  expect(changes({ expiry: "forever", days: "x" })).toEqual({ expires_in_days: null });
});

test("what is not an address, or no number of days, is refused at its field", () => {
  const form = { ...toEditForm(passcode), contact: "ops", expiry: "days", days: "1e2" };
  const issues = editPasscodeSchema.safeParse(form).error?.issues.map(({ path }) => path[0]);
  expect(issues).toEqual(["contact", "days"]);
});
