import { expect, test } from "vitest";
import type { UserView } from "@/lib/core/user/user-view";
import { previewUsers } from "./bulk-users";

const now = Date.parse("2026-12-10T12:00:00Z");
const user = (
  id: string,
  status: string,
  passcode: string | null = null,
  lastUsed: string | null = null,
  role = "member",
) =>
  ({
    ...{ id, status, role },
    passcode: passcode && { status: passcode, last_used_at: lastUsed },
  }) as UserView;
const some = [
  user("a", "active", "active", "2026-12-09T12:00:00Z"),
  user("b", "active", "expired", "2026-12-09T12:00:00Z"),
  user("c", "invited", "revoked", "2026-12-09T12:00:00Z"),
  user("d", "revoked"),
  user("e", "active", null, null, "admin"),
];
const preview = (kind: Parameters<typeof previewUsers>[1], mayAppoint = true) =>
  previewUsers(some, kind, { selfId: "", mayAppoint, maxLifetimeDays: null }, now);

test("who has a passcode or no access gets none", () => {
  expect(preview("grant")).toMatchObject({ ids: ["c", "e"], missed: 0 });
});

test("only what works until now is missed", () => {
  expect(preview("revoke_passcode")).toMatchObject({ ids: ["a", "b"], missed: 1 });
  expect(preview("delete")).toMatchObject({ ids: ["a", "b", "c", "d", "e"], missed: 1 });
});

test("access is revoked where there is one, and restored where there is none", () => {
  expect(preview("revoke")).toMatchObject({ ids: ["a", "b", "c", "e"], missed: 1 });
  expect(preview("restore")).toMatchObject({ ids: ["d"], missed: 0 });
});

test("administrators are left out where the reader may not change them", () => {
  expect(preview("delete", false).ids).toEqual(["a", "b", "c", "d"]);
});
