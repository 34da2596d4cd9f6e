import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { AppError, type Issue } from "@/lib/core/errors";
import { Refusal } from "./refusal";

/** What Fastify refuses by itself, in our words. */
const fastifyRefusals: Record<string, Refusal> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new Refusal("payload_too_large", "The body is too large."),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Refusal("unsupported_media_type", "Send the body as application/json."),
  FST_ERR_CTP_EMPTY_JSON_BODY: new Refusal("malformed_json", "The body is empty. Send a JSON document."),
  FST_ERR_CTP_INVALID_JSON_BODY: new Refusal("malformed_json", "The body is not JSON."),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: new Refusal("malformed_json", "The body is not as long as Content-Length says."),
  FST_ERR_BAD_URL: new Refusal("not_found", "There is nothing at this address."),
  FST_ERR_MAX_PARAM_LENGTH: new Refusal("not_found", "There is nothing at this address."),
  FST_ERR_NOT_FOUND: new Refusal("not_found", "There is nothing at this address."),
};

/** Whatever was thrown as a refusal; what nobody foresaw is `internal_error`, and the caller logs it. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof AppError) return new Refusal(error.code, error.message, error);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.flatMap(toIssues);
    return new Refusal("invalid_request", issues[0]?.message ?? "The request is not valid.", { issues });
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return fastifyRefusals[code] ?? new Refusal("internal_error", "Something went wrong on our side.");
}

type Validation = { instancePath: string; message?: string; params: Record<string, unknown> };

/** One issue for each field; an unknown field is named, not its parent. */
function toIssues({ instancePath, message, params }: Validation): Issue[] {
  const path = instancePath.split("/").filter(Boolean).join(".");
  if (Array.isArray(params.keys)) {
    return params.keys.map((key) => ({
      path: [path, String(key)].filter(Boolean).join("."),
      message: "Unknown field.",
    }));
  }
  return [{ path, message: message ?? "Not valid." }];
}
