import type { Actor, Must } from "./context";
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
  /** Actors that are no user's: a visitor, the operator's command, the clock, a temporary token of the account itself. */
  actors?: readonly ("anonymous" | "operator" | "system" | "account_token")[];
  /** Also for who must first change his password or enrol TOTP. */
  evenWhileHeld?: true;
};

const everyRole = roles;
const administrators = ["admin"] as const;
const writers = ["admin", "manager"] as const;
const readers = ["admin", "manager", "viewer"] as const;

/** The one table of rights: who may do what. Its keys are the commands' and queries' names and the audit log's actions. */
export const permissions = {
  "access-token.create": { actors: ["anonymous"] },
  "access-token.end-family": { actors: ["anonymous"] },
  "access-token.refresh": { actors: ["anonymous"] },
  "account-key.replace": { roles: administrators, scope: "tokens:write", actors: ["account_token"] },
  /** It gives a token that may replace the key: who reads it may write. */
  "account-key.reveal": { roles: administrators, scope: "tokens:write", actors: ["account_token"] },
  "account.add": { roles: administrators },
  "account.create": { actors: ["operator"] },
  "account.list-own": { roles: everyRole, evenWhileHeld: true },
  "account.read": { roles: everyRole, scope: "account:read" },
  "account.set-up": { actors: ["anonymous"] },
  "account.update": { roles: administrators, scope: "account:write" },
  "api-key.create": { roles: administrators },
  "api-key.list": { roles: everyRole },
  /** Beside `api-key.list` and `api-key.revoke`: also those of others. */
  "api-key.list-all": { roles: administrators },
  "api-key.read": { roles: administrators },
  "api-key.revoke": { roles: everyRole },
  "audit.list": { roles: readers, scope: "audit:read" },
  "basic-token.create": { actors: ["anonymous"] },
  "credential.verify": { scope: "verify" },
  "delivery.claim": { actors: ["system"] },
  "delivery.compose": { actors: ["system"] },
  "delivery.list": { roles: everyRole },
  "delivery.read": { roles: everyRole },
  /** Beside `delivery.list` and `delivery.read`: also what others of the account are told. */
  "delivery.read-all": { roles: readers },
  "delivery.retry": { roles: writers },
  "delivery.settle": { actors: ["system"] },
  "digest-login.create": { actors: ["anonymous"] },
  "email.confirm": { actors: ["anonymous"] },
  "invitation.accept": { actors: ["anonymous"] },
  "invitation.check": { actors: ["anonymous"] },
  "invitation.renew": { roles: writers, scope: "users:write" },
  "login-configuration.read": { actors: ["anonymous"] },
  "mail.test": { roles: administrators },
  "mailed-link.check": { actors: ["anonymous"] },
  "notice.purge": { actors: ["system"] },
  "notice.send-warnings": { roles: writers },
  "notice.sweep": { actors: ["system"] },
  "overview.read": { roles: readers },
  "own-passcode.read": { roles: everyRole },
  "own-passcode.reveal": { roles: everyRole },
  "passcode.change-many": { roles: writers, scope: "passcodes:write" },
  "passcode.change-rotation": { roles: writers, scope: "passcodes:write" },
  "passcode.create": { roles: writers, scope: "passcodes:write" },
  "passcode.delete": { roles: writers, scope: "passcodes:write" },
  "passcode.list": { roles: readers, scope: "passcodes:read" },
  "passcode.purge": { actors: ["system"] },
  "passcode.read": { roles: readers, scope: "passcodes:read" },
  "passcode.retire-old": { roles: writers, scope: "passcodes:write" },
  "passcode.rotate": { roles: writers, scope: "passcodes:write" },
  "passcode.update": { roles: writers, scope: "passcodes:write" },
  "password.change": { roles: everyRole, evenWhileHeld: true },
  "password.forget": { actors: ["anonymous"] },
  "password.link-by-operator": { actors: ["operator"] },
  "password.reset": { actors: ["anonymous"] },
  "private-token.create": { roles: everyRole },
  "private-token.list": { roles: everyRole },
  "private-token.revoke": { roles: everyRole },
  "private-token.rotate": { roles: everyRole },
  "profile.read": { roles: everyRole, evenWhileHeld: true },
  "profile.update": { roles: everyRole },
  "service-key.create": { roles: administrators, scope: "service-keys:write", actors: ["operator"] },
  "service-key.list": { roles: administrators, scope: "service-keys:write" },
  "service-key.revoke": { roles: administrators, scope: "service-keys:write" },
  "session.answer-challenge": { actors: ["anonymous"] },
  "session.confirm": { roles: everyRole, evenWhileHeld: true },
  "session.create": { actors: ["anonymous"] },
  "session.end": { roles: everyRole, evenWhileHeld: true },
  "session.end-other": { roles: everyRole, evenWhileHeld: true },
  "session.list-own": { roles: everyRole, evenWhileHeld: true },
  "session.switch": { roles: everyRole, evenWhileHeld: true },
  "session-token.create": { actors: ["anonymous"] },
  "session-token.end": { roles: everyRole, evenWhileHeld: true },
  "session-token.renew": { roles: everyRole, evenWhileHeld: true },
  "setup-link.check": { actors: ["anonymous"] },
  "setup-link.create": { actors: ["system"] },
  "token.end": { roles: everyRole, scope: "tokens:write" },
  /** Beside `token.end` and `token.end-many`: also those of others. */
  "token.end-all": { roles: writers, scope: "tokens:write" },
  "token.end-many": { roles: everyRole, scope: "tokens:write" },
  "token.list": { roles: everyRole, scope: "tokens:read" },
  /** Beside `token.list`: also those of others. */
  "token.list-all": { roles: readers, scope: "tokens:read" },
  "temporary-token.create": { actors: ["anonymous"] },
  "temporary-token.end": { roles: everyRole, evenWhileHeld: true, actors: ["account_token"] },
  "totp.confirm": { roles: everyRole, evenWhileHeld: true },
  "totp.enrol": { roles: everyRole, evenWhileHeld: true },
  "totp.read-own": { roles: everyRole, evenWhileHeld: true },
  "totp.remove": { roles: everyRole, evenWhileHeld: true },
  "totp.reset": { roles: administrators },
  "totp.reset-by-operator": { actors: ["operator"] },
  /** Also needed, beside the action itself, for whatever makes, changes or ends an administrator. */
  "user.appoint-admin": { roles: administrators, scope: "users:write" },
  "user.change-many": { roles: writers, scope: "users:write" },
  "user.create": { actors: ["operator"] },
  "user.delete": { roles: writers, scope: "users:write" },
  "user.invite": { roles: writers, scope: "users:write" },
  "user.list": { roles: readers, scope: "users:read" },
  "user.purge": { actors: ["system"] },
  "user.read": { roles: readers, scope: "users:read" },
  "user.update": { roles: writers, scope: "users:write" },
  "user-passcode.grant": { roles: writers, scope: "users:write" },
  "user-passcode.reset": { roles: writers, scope: "users:write" },
  "user-passcode.revoke": { roles: writers, scope: "users:write" },
  "user-passcode.update": { roles: writers, scope: "users:write" },
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

/** What who is held is told; until it is done he may do little else. */
export const heldWords: Record<Must, string> = {
  change_password: "Your password is older than this account allows, or too short without TOTP. Change it first.",
  enrol_totp: "This account requires TOTP. Enrol it first.",
};

function refusal(actor: Actor, action: Action): AppError | null {
  const grant: Grant = permissions[action];
  switch (actor.type) {
    case "user":
      if (!grant.roles?.includes(actor.role)) return new AppError("forbidden", "Your role does not allow this.");
      return actor.must && !grant.evenWhileHeld ? new AppError("forbidden", heldWords[actor.must]) : null;
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
