import type { Actor } from "./context";
import { AppError } from "./errors";

export const roles = ["admin", "manager", "member", "viewer"] as const;
export type Role = (typeof roles)[number];

/** What a service key may be allowed to do (WIRE.md, Management API). */
export const scopes = [
  "passcodes:read",
  "passcodes:write",
  "users:read",
  "users:write",
  "tokens:read",
  "tokens:write",
  "service-keys:write",
  "account:read",
  "account:write",
  "audit:read",
  "verify",
  "all",
] as const;
export type Scope = (typeof scopes)[number];

type Grant = {
  roles?: readonly Role[];
  scope?: Scope;
  /** Actors that are nobody's: a visitor, the operator's command, the clock. */
  actors?: readonly ("anonymous" | "operator" | "system")[];
};

const everyRole = roles;
const administrators = ["admin"] as const;
const writers = ["admin", "manager"] as const;
const readers = ["admin", "manager", "viewer"] as const;

/** The one table of rights: who may do what. Its keys are the commands' and queries' names and the audit log's actions. */
export const permissions = {
  "account.create": { actors: ["operator"] },
  "account.read": { roles: everyRole, scope: "account:read" },
  "account.set-up": { actors: ["anonymous"] },
  "credential.verify": { scope: "verify" },
  "account.update": { roles: administrators, scope: "account:write" },
  "audit.list": { roles: readers, scope: "audit:read" },
  "passcode.create": { roles: writers, scope: "passcodes:write" },
  "passcode.delete": { roles: writers, scope: "passcodes:write" },
  "passcode.change-many": { roles: writers, scope: "passcodes:write" },
  "passcode.change-rotation": { roles: writers, scope: "passcodes:write" },
  "passcode.list": { roles: readers, scope: "passcodes:read" },
  "passcode.purge": { actors: ["system"] },
  "passcode.read": { roles: readers, scope: "passcodes:read" },
  "passcode.retire-old": { roles: writers, scope: "passcodes:write" },
  "passcode.rotate": { roles: writers, scope: "passcodes:write" },
  "passcode.update": { roles: writers, scope: "passcodes:write" },
  "service-key.create": { roles: administrators, scope: "service-keys:write", actors: ["operator"] },
  "service-key.list": { roles: administrators, scope: "service-keys:write" },
  "service-key.revoke": { roles: administrators, scope: "service-keys:write" },
  "session.create": { actors: ["anonymous"] },
  "session.end": { roles: everyRole },
  "setup-link.check": { actors: ["anonymous"] },
  "setup-link.create": { actors: ["system"] },
  "user.create": { actors: ["operator"] },
} as const satisfies Record<string, Grant>;

export type Action = keyof typeof permissions;

/** Whether an actor may do an action; the console hides what it may not. */
export function may(actor: Actor, action: Action): boolean {
  return refusal(actor, action) === null;
}

/**
 * @throws AppError `credential_required` (nobody), `insufficient_scope` (a service key without the scope) or `forbidden`.
 */
export function authorize(actor: Actor, action: Action): void {
  const error = refusal(actor, action);
  if (error) throw error;
}

function refusal(actor: Actor, action: Action): AppError | null {
  const grant: Grant = permissions[action];
  switch (actor.type) {
    case "user":
      return grant.roles?.includes(actor.role) ? null : new AppError("forbidden", "Your role does not allow this.");
    case "service_key":
      if (!grant.scope) return new AppError("forbidden", "A service key cannot do this.");
      return actor.scopes.includes("all") || actor.scopes.includes(grant.scope)
        ? null
        : new AppError("insufficient_scope", `This service key lacks the scope ${grant.scope}.`);
    case "anonymous":
      return grant.actors?.includes("anonymous") ? null : new AppError("credential_required", "Sign in first.");
    default:
      return grant.actors?.includes(actor.type) ? null : new AppError("forbidden", "This is not for this caller.");
  }
}
