import { z } from "zod";
import { AppError } from "./errors";

/** Where a page of a list ends: the sort value of its last row and that row's id. Opaque on the wire. */
export type Cursor = { after: string; id: string };

const instant = z.union([z.iso.datetime(), z.enum(["infinity", "-infinity"])]);
const shapes = {
  text: z.strictObject({ after: z.string().max(400), id: z.uuid() }),
  instant: z.strictObject({ after: instant, id: z.uuid() }),
  sequence: z.strictObject({ after: z.string().regex(/^\d{1,18}$/), id: z.literal("") }),
};

export const limitSchema = z.coerce
  .number("Limit: a whole number from 1 to 100.")
  .int("Limit: a whole number from 1 to 100.")
  .min(1, "Limit: a whole number from 1 to 100.")
  .max(100, "Limit: a whole number from 1 to 100.")
  .default(50)
  .meta({ description: "Rows of a page, 1–100" });

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** @param kind what the list is sorted by. @throws AppError `invalid_request` for what `encodeCursor` did not make for it. */
export function decodeCursor(text: string, kind: keyof typeof shapes): Cursor {
  try {
    return shapes[kind].parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    const message = "Cursor: use the one that the page before gave.";
    throw new AppError("invalid_request", message, { issues: [{ path: "cursor", message }] });
  }
}
