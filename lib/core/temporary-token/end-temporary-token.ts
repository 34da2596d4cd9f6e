import { z } from "zod";
import { command } from "@/lib/core/command";
import { type Actor, userOf } from "@/lib/core/context";
import { endTokens } from "@/lib/core/token/end-tokens";

/** Ends the temporary token that the caller acts by: it is refused from the moment this answers. */
export const endTemporaryToken = command({
  name: "temporary-token.end",
  input: z.strictObject({}),
  touches: ({ actor }) => [endedBy(actor).touched],
  run: async ({ actor, now, db }) => {
    const { which, target } = endedBy(actor);
    await endTokens(db, now, which);
    return { output: null, audit: { target } };
  },
});

/** The account's own token, or the one of a member's sign-in. */
function endedBy(actor: Actor) {
  if (actor.type === "account_token") {
    const { id, accountId, name } = actor;
    return { which: { id }, touched: id, target: { type: "account", id: accountId, name } };
  }
  const { sessionId: signInId, membershipId, name } = userOf(actor);
  return { which: { signInId }, touched: membershipId, target: { type: "membership", id: membershipId, name } };
}
