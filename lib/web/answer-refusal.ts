import "server-only";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { log } from "@/lib/log";

const statuses: Partial<Record<ErrorCode, number>> = {
  credential_required: 401,
  forbidden: 403,
  not_found: 404,
  invalid_request: 400,
  unavailable: 503,
};

/** A refusal as the answer of a route that gives files: its status and its words. */
export function answerRefusal(error: unknown): Response {
  if (!(error instanceof AppError)) {
    log.error({ err: error }, "a file could not be made");
    return new Response("Something went wrong on our side.\n", { status: 500 });
  }
  const headers = new Headers({ "Cache-Control": "no-store" });
  if (error.retryAfterSeconds !== null) headers.set("Retry-After", String(error.retryAfterSeconds));
  return new Response(`${error.message}\n`, { status: statuses[error.code] ?? 400, headers });
}
