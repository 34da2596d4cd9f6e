import type { z } from "zod";
import { AppError, type Issue } from "./errors";

/** Checks an input against its schema, once. @throws AppError `invalid_request` with an issue for each mistake. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap(toIssues);
  throw new AppError("invalid_request", issues[0]?.message ?? "The request is not valid.", { issues });
}

/** One issue for each field; an unknown field is named, not its parent. */
function toIssues(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path.join(".");
  if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key].join("."), message: "Unknown field." }));
}
