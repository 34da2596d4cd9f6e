import { z } from "zod";
import { command } from "@/lib/core/command";
import { userOf } from "@/lib/core/context";
import { endTokens } from "@/lib/core/token/end-tokens";

/** Signs out: every session token of the caller's sign-in ends, and is refused from the moment this answers. Ended already: no error. */
export const endSessionToken = command({
  name: "session-token.end",
  input: z.strictObject({}),
  touches: ({ actor }) => [userOf(actor).membershipId],
  run: async ({ actor, now, db }) => {
    const { sessionId: signInId, membershipId, name } = userOf(actor);
    await endTokens(db, now, { signInId });
    return { output: null, audit: { target: { type: "membership", id: membershipId, name } } };
  },
});
