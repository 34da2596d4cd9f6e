import { Prisma } from "@/lib/generated/prisma/client";

/** Reminders come by this hour of the account's clock, except within a day of the end. */
const morningHour = 9;

/**
 * When the reminder of a day falls: at 9 in the morning of the account's zone, so many days before the end's own date; what is due
 * within a day (1 and 0), to the moment (PRODUCT.md, Mail). A later day never falls before an earlier one.
 * @param end a timestamptz. @param day whole days before the end, negative ones after it. @param zone an IANA name.
 */
export function reminderMoment(end: Prisma.Sql, day: Prisma.Sql, zone: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(CASE
    WHEN ${day} IN (0, 1) THEN ${end} - make_interval(hours => 24 * ${day})
    ELSE (date_trunc('day', ${end} AT TIME ZONE ${zone}) - make_interval(days => ${day})
          + make_interval(hours => ${morningHour}::int)) AT TIME ZONE ${zone} END)`;
}

/** An instant as it is written on the wire, in SQL. */
export const isoText = (instant: Prisma.Sql) =>
  Prisma.sql`to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
