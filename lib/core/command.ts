import type { z } from "zod";
import type { Tx } from "@/lib/db";
import { type AuditEntry, appendAuditEvents } from "./audit/append-audit-events";
import { auditingRefusals, boundedRequest } from "./audit/audit-refusals";
import { readClock } from "./clock";
import type { Actor, Caller, Context } from "./context";
import { findFirstAnswer, keepAnswer } from "./idempotency";
import { type Announce, announceOnly, inForceEverywhere } from "./node/in-force-everywhere";
import { parse } from "./parse";
import { type Action, authorize } from "./permissions";
import { inTurn } from "./queue";
import { inTransaction } from "./transaction";

type Spec<Schema extends z.ZodType, Prepared, Locked, Output> = {
  /** The permission, the audit action and the file's name. */
  name: Action;
  input: Schema;
  /** The output's field that holds a secret: an idempotent repeat shows it for 15 minutes. */
  secretField?: keyof Output & string;
  /** Slow work that needs no transaction (hashing a password). */
  prepare?: (caller: Caller, input: z.output<Schema>) => Promise<Prepared>;
  /** Takes the row locks; the clock is read after it. */
  lock?: (tx: Tx, input: z.output<Schema>, actor: Actor) => Promise<Locked>;
  /**
   * What the change touches of what nodes remember, by id: credentials, memberships, people (`userId`), accounts; a larger one stands for
   * all it holds. Asked before `run`. Null: no decision about a credential can come out differently (a new secret is remembered nowhere).
   */
  touches: null | ((done: { input: z.output<Schema>; actor: Actor; prepared: Prepared; locked: Locked }) => string[]);
  /** The change itself; without an audit entry it does not type-check. */
  run: (
    ctx: Context,
    input: z.output<Schema>,
    given: { prepared: Prepared; locked: Locked },
  ) => Promise<{ output: Output; audit: AuditEntry | AuditEntry[] }>;
};

/**
 * A write. Authorize → parse → prepare → transaction (lock → announce, clock → run → audit), in this order, for every one of them;
 * where it changes decisions, it answers when the change is in force on every node.
 * @returns a function that takes the caller and the unchecked input.
 * @throws AppError as `authorize`, `parse`, `inTransaction` and the command itself do; nothing is changed then.
 */
export function command<Schema extends z.ZodType, Output, Prepared = undefined, Locked = undefined>(
  spec: Spec<Schema, Prepared, Locked, Output>,
): (caller: Caller, input: z.input<Schema>) => Promise<Output> {
  return (caller, rawInput) =>
    auditingRefusals(caller, spec.name, async () => {
      authorize(caller.actor, spec.name);
      const input = parse(spec.input, rawInput);
      const prepared = (await spec.prepare?.(caller, input)) as Prepared;
      const { actor } = caller;
      const request = boundedRequest(caller.request);
      const change = (announce: Announce, waitedMs = 0) => {
        const work = async (tx: Tx) => {
          const first = await findFirstAnswer<Output>(tx, caller.idempotency, rawInput);
          if (first) {
            // The attempt before may have ended between its COMMIT and the nodes' answers.
            await announce(tx, []);
            return first.output;
          }
          const locked = (await spec.lock?.(tx, input, actor)) as Locked;
          const now = await announce(tx, spec.touches?.({ input, actor, prepared, locked }) ?? []);
          const ctx: Context = { actor, request, now, db: tx };
          const { output, audit } = await spec.run(ctx, input, { prepared, locked });
          await appendAuditEvents(ctx, spec.name, "ok", [audit].flat());
          await keepAnswer(ctx, caller.idempotency, rawInput, output, spec.secretField);
          return output;
        };
        return inTransaction(caller.db, work, (caller.waitedMs ?? 0) + waitedMs);
      };
      const inItsTurn = (announce: Announce, waitedMs = 0) =>
        inTurn(...turnOf(actor), () => change(announce, waitedMs));
      if (spec.touches === null) return caller.db ? change(announceNothing) : inItsTurn(announceNothing);
      return caller.db ? change(announceOnly) : inForceEverywhere(inItsTurn);
    });
}

/** Whom a change queues with, and how many of them run at once in this process. */
function turnOf(actor: Actor): [key: string, atOnce: number] {
  if ("accountId" in actor) return [actor.accountId, 1];
  // Strangers have no account in common: one that waits for a busy account's row must not keep everybody from signing in.
  return [actor.type, actor.type === "anonymous" ? strangersAtOnce : 1];
}

/** Of the pool's ten connections, so that those who are signed in have the others. */
const strangersAtOnce = 4;

const announceNothing: Announce = readClock;
