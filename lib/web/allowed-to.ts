import type { Actor } from "@/lib/core/context";
import { type Action, may } from "@/lib/core/permissions";

/** A server action, or null where the actor may not do it. */
export const allowedTo =
  (actor: Actor) =>
  <Send>(action: Action, send: Send): Send | null =>
    may(actor, action) ? send : null;
