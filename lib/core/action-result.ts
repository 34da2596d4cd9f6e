import type { ErrorCode, Issue } from "./errors";

/** What was refused, in words for people. `internal`: our own fault; the message names the request only. */
export type ActionFailure = {
  ok: false;
  code: ErrorCode | "internal";
  message: string;
  issues: Issue[];
  /** Seconds until another attempt makes sense. */
  retryAfterSeconds: number | null;
};

/** What a server action answers: never thrown, so that forms can show it. */
export type ActionResult<Data> = { ok: true; data: Data } | ActionFailure;
