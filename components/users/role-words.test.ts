import { expect, test } from "vitest";
import { type Action, permissions } from "@/lib/core/permissions";
import { rightsBeyond, rightsByNoun } from "./role-words";

const shown = rightsByNoun().flatMap(([, rights]) => rights);

test("the table shows every right of a role, once, as the table of rights has it", () => {
  const inCode = (Object.keys(permissions) as Action[]).filter((action) => "roles" in permissions[action]);
  expect(shown.map(({ action }) => action).toSorted()).toEqual(inCode.toSorted());
  for (const { action, roles } of shown) expect(roles.toSorted()).toEqual([...permissions[action].roles].toSorted());
});

test("what a role adds and takes away", () => {
  expect(rightsBeyond("viewer", "member")).toEqual([
    ["Overview", ["see what needs attention"]],
    ["Passcodes of the account", ["see the passcodes", "open one of them"]],
    ["Users", ["see the users", "open one of them"]],
    ["Tokens and sign-ins", ["see those of others"]],
    ["Notifications", ["see all mails of the account"]],
    ["Audit log", ["read the audit log"]],
  ]);
  expect(rightsBeyond("member", "viewer")).toEqual([]);
  expect(rightsBeyond("manager", "admin")).toEqual([]);
});
