import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { cursorSchema, decodeCursor, encodeCursor, limitSchema, offsetSchema } from "@/lib/core/cursor";
import { query } from "@/lib/core/query";
import { searchTextSchema } from "@/lib/core/search-text-schema";
import type { AuditEvent } from "@/lib/generated/prisma/client";

const firstYear = Date.parse("0001-01-01T00:00:00Z");
/** What PostgreSQL and RFC 3339 both can say. */
const isKeepable = (date: Date) => date.getTime() >= firstYear && date.getTime() < Date.UTC(9999, 0);

const instant = (what: string) =>
  z.iso
    .datetime({ offset: true, error: `${what}: a date and time with its zone.` })
    .transform((text) => new Date(text))
    .refine(isKeepable, `${what}: from the year 1 to 9999.`);

export const listAuditEventsInput = z.strictObject({
  action: searchTextSchema("Action", 60)
    .optional()
    .describe("A whole action (`passcode.create`), or its beginning (`passcode.`)"),
  actor: searchTextSchema("Actor", 100).optional().describe("An actor's id or name"),
  target_id: searchTextSchema("Target", 60).optional(),
  from: instant("From").optional(),
  to: instant("To").optional(),
  limit: limitSchema,
  cursor: cursorSchema,
  offset: offsetSchema,
});

const party = z.object({ type: z.string(), id: z.string().nullable(), name: z.string() });
export const auditEventView = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  actor: party,
  action: z.string(),
  target: party.nullable(),
  result: z.enum(["ok", "refused"]),
  detail: z.record(z.string(), z.unknown()),
  address: z.string().nullable(),
  request_id: z.string(),
});
export type AuditEventView = z.output<typeof auditEventView>;

/** The account's audit events that match, the newest first. @throws AppError `invalid_request`. */
export const listAuditEvents = query({
  name: "audit.list",
  input: listAuditEventsInput,
  run: async ({ actor, db }, { action, actor: who, target_id, from, to, limit, cursor, offset }) => {
    const matching = {
      chainId: accountIdOf(actor),
      ...(action && { action: action.endsWith(".") ? { startsWith: action } : action }),
      ...(who && { OR: [{ actorId: who }, { actorName: { contains: who, mode: "insensitive" as const } }] }),
      ...(target_id && { targetId: target_id }),
      ...((from || to) && { at: { gte: from, lt: to } }),
    };
    const after = cursor ? { seq: { lt: BigInt(decodeCursor(cursor, "sequence").after) } } : {};
    const rows = await db.auditEvent.findMany({
      where: { ...matching, ...after },
      orderBy: { seq: "desc" },
      take: limit + 1,
      skip: offset,
    });
    const data = rows.slice(0, limit).map(toView);
    const last = rows.length > limit ? data.at(-1) : undefined;
    return {
      data,
      next_cursor: last ? encodeCursor({ after: String(last.seq), id: "" }) : null,
      matching_count: await db.auditEvent.count({ where: matching }),
    };
  },
});

function toView(row: AuditEvent): AuditEventView {
  return {
    seq: Number(row.seq),
    at: row.at.toISOString(),
    actor: { type: row.actorType, id: row.actorId, name: row.actorName },
    action: row.action,
    target: row.targetType ? { type: row.targetType, id: row.targetId, name: row.targetName ?? "" } : null,
    result: row.result as AuditEventView["result"],
    detail: row.detail as Record<string, unknown>,
    address: row.address,
    request_id: row.requestId,
  };
}
