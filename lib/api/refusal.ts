import type { ErrorCode, Issue } from "@/lib/core/errors";

/** The core's refusals, and those that only a door can find. */
export type RefusalCode =
  | ErrorCode
  | "malformed_json"
  | "multiple_credentials"
  | "credential_expired"
  | "user_passcode_required"
  | "method_not_allowed"
  | "payload_too_large"
  | "unsupported_media_type"
  | "internal_error";

/** A refusal on its way to the family's shape of the path. `message` is safe to show. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly issues: Issue[];
  readonly retryAfterSeconds: number | null;
  /** Headers that go with it, `Allow` for one. */
  readonly headers: Record<string, string>;

  constructor(
    code: RefusalCode,
    message: string,
    more: { issues?: Issue[]; retryAfterSeconds?: number | null; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.code = code;
    this.issues = more.issues ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
    this.headers = more.headers ?? {};
  }
}
