import type { z } from "zod";
import { auditingRefusals } from "./audit/audit-refusals";
import type { Caller, QueryContext } from "./context";
import { parse } from "./parse";
import { type Action, authorize } from "./permissions";
import { readOutside } from "./read-outside";

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
      const { actor, request } = caller;
      return readOutside(caller, (db, now) => spec.run({ actor, request, now, db }, input));
    });
}
