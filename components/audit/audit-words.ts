import type { AuditEventView } from "@/lib/core/audit/list-audit-events";
import type { Action } from "@/lib/core/permissions";

/** Every action as people say it; an action without words of its own is shown as it is called. */
const words: Partial<Record<Action, string>> = {
  "access-token.create": "Access token issued",
  "access-token.end-family": "Refresh token used twice, sign-in ended",
  "access-token.refresh": "Access token renewed",
  "account-key.replace": "Account's API key replaced",
  "account-key.reveal": "Account's API key shown",
  "account.add": "Account added",
  "account.create": "Account created",
  "account.set-up": "Account set up",
  "account.update": "Account changed",
  "api-key.create": "API key created",
  "api-key.revoke": "API key revoked",
  "digest-login.create": "Temporary token issued for a digest",
  "delivery.retry": "Mail sent again",
  "email.confirm": "New e-mail confirmed",
  "invitation.accept": "Invitation accepted",
  "invitation.renew": "Invitation renewed",
  "mail.test": "Test mail sent",
  "notice.send-warnings": "Warnings sent",
  "own-passcode.reveal": "Own passcode shown",
  "passcode.create": "Passcode created",
  "passcode.delete": "Passcode deleted",
  "passcode.update": "Passcode changed",
  "passcode.change-many": "Passcode changed with others",
  "passcode.rotate": "Passcode rotated",
  "passcode.change-rotation": "Rotation changed",
  "passcode.retire-old": "Old passcode ended",
  "passcode.purge": "Expired passcode purged",
  "password.change": "Password changed",
  "password.forget": "New password asked for",
  "password.link-by-operator": "Password link made by the operator",
  "password.reset": "Password replaced by a link",
  "private-token.create": "Private token created",
  "private-token.revoke": "Private token revoked",
  "private-token.rotate": "Private token rotated",
  "profile.update": "Profile changed",
  "service-key.create": "Service key created",
  "service-key.revoke": "Service key revoked",
  "session.answer-challenge": "Signed in with a code",
  "session.confirm": "Sign-in confirmed",
  "session.create": "Signed in",
  "session.end": "Signed out",
  "session.end-other": "Another sign-in ended",
  "session.switch": "Account switched",
  "basic-token.create": "JWT issued for a password",
  "session-token.create": "API session begun",
  "session-token.renew": "API session renewed",
  "session-token.end": "API session ended",
  "temporary-token.create": "Temporary token issued",
  "temporary-token.end": "Temporary token ended",
  "setup-link.create": "Set-up link made",
  "token.end": "Token ended",
  "token.end-many": "Tokens ended",
  "totp.confirm": "TOTP turned on",
  "totp.enrol": "TOTP set up",
  "totp.remove": "TOTP turned off",
  "totp.reset": "TOTP reset",
  "totp.reset-by-operator": "TOTP reset by the operator",
  "user.change-many": "User changed with others",
  "user.create": "User created",
  "user.delete": "User deleted",
  "user.invite": "User invited",
  "user.purge": "Deleted user purged",
  "user.update": "User changed",
  "user-passcode.grant": "User passcode granted",
  "user-passcode.reset": "User passcode reset",
  "user-passcode.revoke": "User passcode revoked",
  "user-passcode.update": "User passcode's validity changed",
};

/** A change of many as what it made of the one. */
const bulkWords: Record<string, Record<string, string>> = {
  "passcode.change-many": {
    delete: "Passcode deleted",
    suspend: "Passcode suspended",
    resume: "Passcode resumed",
    set_expiry: "Expiry changed",
  },
  "user.change-many": {
    delete: "User deleted",
    revoke: "Access revoked",
    restore: "Access restored",
    grant: "User passcode granted",
    revoke_passcode: "User passcode revoked",
  },
};

/** What happened, in words. */
export function actionInWords({ action, detail }: Pick<AuditEventView, "action" | "detail">): string {
  if (action === "passcode.update") return updateInWords(detail);
  if (action === "user.update") return userUpdateInWords(detail);
  if (action === "session.create" && detail.awaits === "totp") return "Password given, TOTP awaited";
  const bulk = bulkWords[action]?.[String(detail.do)];
  return bulk ?? (words as Record<string, string>)[action] ?? action;
}

function updateInWords(detail: AuditEventView["detail"]): string {
  const [only, ...others] = Object.keys(detail);
  if (others.length > 0) return "Passcode changed";
  if (only === "name") return "Passcode renamed";
  if (only === "expires_at") return "Expiry changed";
  if (only === "contact_email") return "Contact changed";
  if (only !== "suspended") return "Passcode changed";
  return isChange(detail.suspended) && detail.suspended.to === true ? "Passcode suspended" : "Passcode resumed";
}

function userUpdateInWords(detail: AuditEventView["detail"]): string {
  const [only, ...others] = Object.keys(detail);
  if (only === "role" && others.length === 0) return "Role changed";
  if (only !== "status" || others.length > 0) return "User changed";
  return isChange(detail.status) && detail.status.to === "revoked" ? "Access revoked" : "Access restored";
}

/** Actions that can be chosen in the filter, and their groups: a beginning like `passcode.` is all of them. */
export const actionGroups: [prefix: string, label: string, actions: [action: string, label: string][]][] = [
  group("passcode.", "Passcodes"),
  group("user.", "Users"),
  group("user-passcode.", "User passcodes"),
  group("invitation.", "Invitations"),
  group("own-passcode.", "Own passcode"),
  group("service-key.", "Service keys"),
  group("api-key.", "API keys"),
  group("account-key.", "Account's API key"),
  group("session.", "Sessions"),
  group("session-token.", "API sessions"),
  group("access-token.", "Access tokens"),
  group("private-token.", "Private tokens"),
  group("temporary-token.", "Temporary tokens"),
  group("digest-login.", "Digest login"),
  group("basic-token.", "JWTs by password"),
  group("password.", "Password"),
  group("totp.", "TOTP"),
  group("profile.", "Profile"),
  group("notice.", "Warnings"),
  group("delivery.", "Mails"),
  group("mail.", "Test mails"),
  group("account.", "Account"),
];

function group(prefix: string, label: string): (typeof actionGroups)[number] {
  return [prefix, label, Object.entries(words).filter(([action]) => action.startsWith(prefix))];
}

/** A value of an event's detail. */
export type Value = string | number | boolean | null;
export type DetailLine = { field: string; label: string; from?: Value; to: Value };

const labels: Record<string, string> = {
  name: "Name",
  contact_email: "Contact",
  expires_at: "Expiry",
  expired_at: "Expired",
  retires_at: "Old secret ends",
  suspended: "Suspended",
  overlap_seconds: "Overlap",
  expires_in_days: "Expiry",
  region: "Region",
  policy: "Policy",
  scopes: "Scopes",
  administrator: "Administrator",
  role: "Role",
  status: "Status",
  email: "E-mail",
  validity_days: "Validity",
  awaits: "Awaits",
  written: "Written",
};

/** An event's detail, line by line: old and new where both are known. */
export function detailLines({ detail }: Pick<AuditEventView, "detail">): DetailLine[] {
  return Object.entries(detail)
    .filter(([field]) => field !== "do")
    .map(([field, value]) => {
      const label = labels[field] ?? field.replaceAll("_", " ");
      return isChange(value)
        ? { field, label, from: plain(value.from), to: plain(value.to) }
        : { field, label, to: plain(value) };
    });
}

const isChange = (value: unknown): value is { from: unknown; to: unknown } =>
  typeof value === "object" && value !== null && "from" in value && "to" in value;

function plain(value: unknown): Value {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value as Value;
  return JSON.stringify(value) ?? null;
}
