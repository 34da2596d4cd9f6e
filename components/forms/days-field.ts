import { z } from "zod";

/** What the core takes for a span: so many whole days, or no end. */
export type DaysSchema = z.ZodType<number | null, number | null>;

/** Days as people type them: digits alone, so that `1e2` and `1.5` are not read as something else. */
export const daysFieldOf = (schema: DaysSchema, max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d+$/, `Days: digits only, a whole number from 1 to ${max}.`)
    .transform((text): number | null => Number(text))
    .pipe(schema);

/** What stands under the days' field. */
export const daysHintOf = (max: number, maxLifetimeDays: number | null) =>
  maxLifetimeDays === null || maxLifetimeDays > max
    ? `1 to ${max}, counted from now.`
    : `1 to ${maxLifetimeDays}, counted from now: this account's longest.`;

/** So many days as are usual, or as the account allows. */
export const usualDays = (maxLifetimeDays: number | null) => String(Math.min(90, maxLifetimeDays ?? 90));
