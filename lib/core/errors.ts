/** Every refusal there is; the doors map them to a status, once each. The names are those on the wire (WIRE.md section 0). */
export type ErrorCode =
  | "credential_required"
  | "credential_invalid"
  | "forbidden"
  | "insufficient_scope"
  | "not_found"
  | "invalid_request"
  | "name_taken"
  | "email_taken"
  | "passcode_limit_reached"
  | "version_conflict"
  | "rotation_in_progress"
  | "passcode_expired"
  | "not_rolling"
  | "idempotency_key_reused"
  | "idempotency_in_flight"
  | "setup_link_invalid"
  | "invitation_invalid"
  | "mailed_link_invalid"
  | "mail_refused"
  | "not_retryable"
  | "already_granted"
  | "user_not_active"
  | "last_admin"
  | "fresh_sign_in_required"
  | "totp_code_required"
  | "totp_code_invalid"
  | "totp_enrolment_required"
  | "password_expired"
  | "challenge_over"
  | "vault_unreadable"
  | "throttled"
  | "unavailable";

/** A mistake in one field of the input. */
export type Issue = { path: string; message: string };

/** A refusal that a person or a program is told of. `message` is safe to show and says what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly issues: Issue[];
  /** Seconds until another attempt makes sense; with `throttled` and `unavailable`. */
  readonly retryAfterSeconds: number | null;

  constructor(code: ErrorCode, message: string, more: { issues?: Issue[]; retryAfterSeconds?: number } = {}) {
    super(message);
    this.code = code;
    this.issues = more.issues ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }
}
