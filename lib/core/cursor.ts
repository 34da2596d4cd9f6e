import { z } from "zod";
import { AppError } from "./errors";
import { searchTextSchema } from "./search-text-schema";

/** Where a page of a list ends: the sort value of its last row and that row's id. Opaque on the wire. */
export type Cursor = { after: string; id: string };

/** PostgreSQL knows no year 0. */
const time = z.iso.datetime().regex(/^(?!0000)/);
const instant = z.union([time, z.enum(["infinity", "-infinity"])]);
const shapes = {
  text: z.strictObject({ after: searchTextSchema("Cursor", 400), id: z.uuid() }),
  time: z.strictObject({ after: time, id: z.uuid() }),
  instant: z.strictObject({ after: instant, id: z.uuid() }),
  sequence: z.strictObject({ after: z.string().regex(/^\d{1,18}$/), id: z.literal("") }),
};

const limitMax = 100;
const limitMessage = `Limit: a whole number from 1 to ${limitMax}.`;

/** Written out in digits where it comes as text: `1e1` and `0x10` are no whole numbers to people. */
export const limitSchema = z
  .preprocess(
    (value) => (typeof value === "string" && /^\d{1,3}$/.test(value) ? Number(value) : value),
    z.int(limitMessage).min(1, limitMessage).max(limitMax, limitMessage),
  )
  .default(50)
  .meta({
    description: `Rows of a page, 1–${limitMax}; 50 where it is left out`,
    type: "integer",
    minimum: 1,
    maximum: limitMax,
  });

const cursorMessage = "Cursor: use the one that the page before gave.";

export const cursorSchema = z
  .string(cursorMessage)
  .min(1, cursorMessage)
  .optional()
  .describe("`next_cursor` of the page before");

/** Rows to leave out, for a console that shows page numbers. */
export const offsetSchema = z.coerce.number().int().min(0).max(1_000_000).default(0);

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** @param kind what the list is sorted by. @throws AppError `invalid_request` for what `encodeCursor` did not make for it. */
export function decodeCursor(text: string, kind: keyof typeof shapes): Cursor {
  try {
    return shapes[kind].parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    throw new AppError("invalid_request", cursorMessage, { issues: [{ path: "cursor", message: cursorMessage }] });
  }
}
