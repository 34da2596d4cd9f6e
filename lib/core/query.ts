import type { z } from "zod";
import { db } from "@/lib/db";
import { auditingRefusals } from "./audit/audit-refusals";
import { readClock } from "./clock";
import type { Caller, QueryContext } from "./context";
import { parse } from "./parse";
import { type Action, authorize } from "./permissions";
import { unavailableOr } from "./transaction";

/**
 * A read: authorize → parse → run, without a transaction.
 * @throws AppError as `authorize` and `parse` do; `unavailable` where the database cannot be reached.
 */
export function query<Schema extends z.ZodType, Output>(spec: {
  name: Action;
  input: Schema;
  run: (ctx: QueryContext, input: z.output<Schema>) => Promise<Output>;
}): (caller: Caller, input: z.input<Schema>) => Promise<Output> {
  return (caller, rawInput) =>
    auditingRefusals(caller, spec.name, async () => {
      authorize(caller.actor, spec.name);
      const input = parse(spec.input, rawInput);
      const database = caller.db ?? db();
      try {
        const now = await readClock(database);
        return await spec.run({ actor: caller.actor, request: caller.request, now, db: database }, input);
      } catch (error) {
        throw unavailableOr(error);
      }
    });
}
