import { expect, test } from "vitest";
import { listAuditEvents } from "@/lib/core/audit/list-audit-events";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { deletePasscode } from "@/lib/core/passcode/delete-passcode";
import { refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";

test("the log is read newest first, narrowed by action, actor, target and time, in pages, and by its own account alone", () =>
  rolledBack(async (tx) => {
    const [mine, other] = [await anAccount(tx), await anAccount(tx)];
    const { caller, membership } = mine;
    const made = [];
    for (const name of ["a", "b", "c"]) made.push(await createPasscode(caller, { name, expires_in_days: null }));
    await deletePasscode(caller, { id: made[0]?.id ?? "" });
    await createPasscode(other.caller, { name: "theirs", expires_in_days: null });
    const list = async (input: Parameters<typeof listAuditEvents>[1]) =>
      (await listAuditEvents(caller, input)).data.map((event) => `${event.action} ${event.target?.name}`);
    const created = ["passcode.create c", "passcode.create b", "passcode.create a"];
    expect(await list({})).toEqual(["passcode.delete a", ...created]);
    expect(await list({ action: "passcode.create" })).toEqual(created);
    expect(await list({ action: "passcode." })).toHaveLength(4);
    expect(await list({ action: "passcode" })).toEqual([]);
    expect(await list({ actor: membership.id })).toHaveLength(4);
    expect(await list({ actor: "ada" })).toHaveLength(4);
    expect(await list({ actor: "eve" })).toEqual([]);
    expect(await list({ target_id: made[0]?.id })).toEqual(["passcode.delete a", "passcode.create a"]);
    expect(await list({ from: "2090-01-01T00:00:00Z" })).toEqual([]);
    expect(await list({ to: "2090-01-01T00:00:00Z" })).toHaveLength(4);
    const first = await listAuditEvents(caller, { limit: 3 });
    expect(first.matching_count).toBe(4);
    const second = await listAuditEvents(caller, { limit: 3, cursor: first.next_cursor ?? "" });
    expect([second.data.map((event) => event.seq), second.next_cursor]).toEqual([[1], null]);
    expect(first.data[0]).toMatchObject({
      actor: { type: "user", name: "Ada Watch" },
      address: "192.0.2.7",
      result: "ok",
    });
  }));

test.each([
  ["limit", 0],
  ["limit", 101],
  ["cursor", "x"],
  ["from", "yesterday"],
  ["to", "2090-01-01"],
  ["from", "0000-01-01T00:00:00Z"],
  ["to", "0001-01-01T00:00:00+02:00"],
  ["actor", "a\0b"],
  ["action", "\0."],
  ["colour", "red"],
])("%s=%s is refused", (field, value) =>
  rolledBack(async (tx) => {
    const { caller } = await anAccount(tx);
    expect((await refusalOf(listAuditEvents(caller, { [field]: value }))).code).toBe("invalid_request");
  }),
);

test("is not for a member", () =>
  rolledBack(async (tx) => {
    const { caller } = await anAccount(tx, "member");
    expect((await refusalOf(listAuditEvents(caller, {}))).code).toBe("forbidden");
  }));
