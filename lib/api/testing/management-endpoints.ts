import { randomUUID } from "node:crypto";
import type { Scope } from "@/lib/core/permissions";
import { activeMember } from "@/lib/testing/guarded-member";
import type { managedAccount } from "./managed-account";

export type Endpoint = {
  name: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
  scope: Scope;
};

/** Every call of the management API, on things that are there, with bodies that would be taken. */
export async function endpointsOf(account: Awaited<ReturnType<typeof managedAccount>>): Promise<Endpoint[]> {
  const passcode = await account.create(randomUUID());
  const rolling = await account.create(randomUUID());
  await account.done("POST", `/passcodes/${rolling.id}/rotate`, { body: {} });
  const serviceKey = await account.createServiceKey("verify");
  const [bare, granted, leaving] = await account.invite("member", "member", "member");
  await account.done("POST", `/users/${granted}/passcode`, { body: { validity_days: 90 } });
  const one = `/passcodes/${passcode.id}`;
  const rolls = `/passcodes/${rolling.id}`;
  const signedIn = await activeMember(account.id, "member");
  const list: [Endpoint["method"], string, Scope, unknown?][] = [
    ["GET", "", "account:read"],
    ["PATCH", "", "account:write", { name: "Renamed", version: 1 }],
    ["GET", "/passcodes", "passcodes:read"],
    ["POST", "/passcodes", "passcodes:write", { name: "Made", expires_in_days: 1 }],
    ["GET", one, "passcodes:read"],
    ["PATCH", one, "passcodes:write", { suspended: true, version: 1 }],
    ["POST", `${one}/rotate`, "passcodes:write", { overlap_seconds: 0 }],
    ["PATCH", `${rolls}/rotation`, "passcodes:write", { overlap_seconds: 60 }],
    ["POST", `${rolls}/retire-old`, "passcodes:write"],
    ["DELETE", one, "passcodes:write"],
    ["GET", "/users", "users:read"],
    [
      "POST",
      "/users/invitations",
      "users:write",
      { invitations: [{ email: `${randomUUID()}@x.test`, role: "viewer" }] },
    ],
    ["GET", `/users/${bare}`, "users:read"],
    ["PATCH", `/users/${bare}`, "users:write", { role: "viewer" }],
    ["POST", `/users/${bare}/passcode`, "users:write", { validity_days: null }],
    ["PATCH", `/users/${granted}/passcode`, "users:write", { validity_days: 30 }],
    ["POST", `/users/${granted}/passcode/reset`, "users:write"],
    ["DELETE", `/users/${granted}/passcode`, "users:write"],
    ["DELETE", `/users/${leaving}`, "users:write"],
    ["GET", "/service-keys", "service-keys:write"],
    ["POST", "/service-keys", "service-keys:write", { name: "Made", scopes: ["service-keys:write"] }],
    ["DELETE", `/service-keys/${serviceKey.id}`, "service-keys:write"],
    ["GET", "/tokens", "tokens:read"],
    ["DELETE", "/tokens?kind=jwt", "tokens:write"],
    ["DELETE", `/tokens/${signedIn.sessionId}`, "tokens:write"],
    ["GET", "/audit", "audit:read"],
  ];
  return list.map(([method, path, scope, body]) => ({
    name: `${method} ${path.replace(/[0-9a-f-]{36}/, "{id}").replace(/\?.*/, "")}`,
    ...{ method, path, body, scope },
  }));
}
