import { z } from "zod";
import { command } from "@/lib/core/command";
import { userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";

/** Ends one of the caller's own sign-ins, on another device perhaps. @throws AppError `not_found`, for another person's too. */
export const endOtherSession = command({
  name: "session.end-other",
  input: z.strictObject({ id: z.uuid("Session: an id is needed.") }),
  touches: null,
  run: async ({ actor, now, db }, { id }) => {
    const { userId, name } = userOf(actor);
    const { count } = await db.session.updateMany({
      where: { id, endedAt: null, expiresAt: { gt: now }, membership: { userId } },
      data: { endedAt: now },
    });
    if (count === 0) throw new AppError("not_found", "This sign-in has ended already.");
    return { output: null, audit: { target: { type: "session", id, name } } };
  },
});
