import { z } from "zod";
import { command } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";

/** Signs out: the caller's own session ends, and its cookie is worth nothing from the next request on. Ended already: no error. */
export const endSession = command({
  name: "session.end",
  input: z.strictObject({}),
  touches: null,
  run: async ({ actor, now, db }) => {
    if (actor.type !== "user") throw new AppError("forbidden", "Only a person has a session to end.");
    await db.session.updateMany({ where: { id: actor.sessionId, endedAt: null }, data: { endedAt: now } });
    return { output: null, audit: { target: { type: "session", id: actor.sessionId, name: actor.name } } };
  },
});
