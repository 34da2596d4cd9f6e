import { z } from "zod";
import { command } from "@/lib/core/command";
import { userOf } from "@/lib/core/context";

/** Signs out: every session token of the caller's sign-in ends, and is refused from the moment this answers. Ended already: no error. */
export const endSessionToken = command({
  name: "session-token.end",
  input: z.strictObject({}),
  touches: ({ actor }) => [userOf(actor).membershipId],
  run: async ({ actor, now, db }) => {
    const { sessionId: signInId, membershipId, name } = userOf(actor);
    await db.token.updateMany({ where: { signInId, endedAt: null }, data: { endedAt: now } });
    return { output: null, audit: { target: { type: "membership", id: membershipId, name } } };
  },
});
