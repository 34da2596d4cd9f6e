import type { z } from "zod";
import { AppError } from "./errors";

/** Checks an input against its schema, once. @throws AppError `invalid_request` with an issue for each mistake. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new AppError("invalid_request", issues[0]?.message ?? "The request is not valid.", { issues });
}
