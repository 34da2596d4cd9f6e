import { describe, expect, test } from "vitest";
import { defaultPolicy } from "@/lib/core/account/policy";
import { readAccount } from "@/lib/core/account/read-account";
import { updateAccount } from "@/lib/core/account/update-account";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";

describe("an account", () => {
  test("shows its ids, region, host, policy and the number of its passcodes", () =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      await createPasscode(caller, { name: "a", expires_in_days: null });
      const view = await readAccount(caller, {});
      expect(view).toMatchObject({ id: account.publicId, org_id: account.orgId, realm: account.realm, region: "eu1" });
      expect(view).toMatchObject({ passcode_count: 1, policy: defaultPolicy, version: 1 });
      expect(view.api_host).toMatch(/^localhost/);
    }));

  test("is changed in parts, and the rest of the policy stays", () =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      await updateAccount(caller, { policy: { max_lifetime_days: 90 }, version: 1 });
      const policy = { dialects: { basic: false }, ttl_seconds: { access: 60 }, reminder_days: [7] };
      const change = { name: "Renamed", region: "us1", time_zone: "Asia/Tokyo", policy } as const;
      const after = await updateAccount(caller, { ...change, version: 2 });
      expect(after).toMatchObject({ name: "Renamed", region: "us1", time_zone: "Asia/Tokyo", version: 3 });
      expect(after.policy).toEqual({
        ...defaultPolicy,
        max_lifetime_days: 90,
        dialects: { ...defaultPolicy.dialects, basic: false },
        ttl_seconds: { ...defaultPolicy.ttl_seconds, access: 60 },
        reminder_days: [7],
      });
      expect((await auditOf(tx, account.id)).map((event) => event.action)).toEqual([
        "account.update",
        "account.update",
      ]);
    }));

  test("changed by somebody else meanwhile is not changed", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      await updateAccount(caller, { name: "One", version: 1 });
      expect((await refusalOf(updateAccount(caller, { name: "Two", version: 1 }))).code).toBe("version_conflict");
      expect((await readAccount(caller, {})).name).toBe("One");
    }));

  test.each([
    ["an unknown region", { region: "mars1" }],
    ["an unknown time zone", { time_zone: "Mars/Olympus" }],
    ["an offset for a time zone", { time_zone: "+01:00" }],
    ["an unknown policy", { policy: { open_doors: true } }],
    ["a lifetime of 0", { policy: { max_lifetime_days: 0 } }],
    ["a token of 59 s", { policy: { ttl_seconds: { access: 59 } } }],
    ["a token of 31 days", { policy: { ttl_seconds: { access: 31 * 86_400 } } }],
    ["a session longer than the longest", { policy: { ttl_seconds: { session: 90_000 } } }],
    ["a reminder day twice", { policy: { reminder_days: [7, 7] } }],
    ["a reminder day of −31", { policy: { reminder_days: [-31] } }],
    ["a reminder day of 366", { policy: { reminder_days: [366] } }],
    ["a reminder day of 1.5", { policy: { reminder_days: [1.5] } }],
    ["no name", { name: "" }],
  ])("with %s is refused", (_what, change) =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const before = await readAccount(caller, {});
      expect((await refusalOf(updateAccount(caller, { ...change, version: 1 } as never))).code).toBe("invalid_request");
      expect(await readAccount(caller, {})).toEqual(before);
    }),
  );

  test.each(["manager", "member", "viewer"] as const)("is not a %s's to change", (role) =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx, role);
      expect((await refusalOf(updateAccount(caller, { name: "Mine", version: 1 }))).code).toBe("forbidden");
    }),
  );
});
