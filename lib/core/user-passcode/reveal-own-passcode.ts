import { z } from "zod";
import { command } from "@/lib/core/command";
import { type Caller, userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { requireFreshSignIn } from "@/lib/core/session/confirm-session";
import { chargeReveal } from "@/lib/core/throttle/charge-attempt";
import { selectUser } from "@/lib/core/user/select-users";
import { openFromVault } from "@/lib/core/vault";
import { userSecretPlace } from "./add-user-secret";

/**
 * Shows the caller his own passcode, and nobody else's to anybody (SECURITY.md S6): after a fresh sign-in, recorded, limited.
 * @throws AppError `fresh_sign_in_required`, `not_found` (none is granted), `throttled`, `vault_unreadable`, `unavailable`
 * (its vault key is not loaded).
 */
export const revealOwnPasscode = command({
  name: "own-passcode.reveal",
  input: z.strictObject({}),
  prepare: (caller: Caller) => chargeReveal(caller.db, userOf(caller.actor).membershipId),
  touches: null,
  run: async ({ actor, now, db }) => {
    const { accountId, membershipId, signedInAt, name } = userOf(actor);
    requireFreshSignIn(signedInAt, now);
    const secret = await db.secret.findFirst({
      where: { endedAt: null, sealed: { not: null }, passcode: { membershipId, deletedAt: null } },
    });
    if (!secret?.sealed || !secret.vaultKeyId) throw new AppError("not_found", "You have no passcode.");
    const { sealed, vaultKeyId } = secret;
    const passcode = openFromVault({ sealed, vaultKeyId }, userSecretPlace(accountId, secret.id));
    const view = (await selectUser(db, accountId, membershipId, now)).passcode;
    return {
      output: { passcode, status: view?.status ?? "active", expires_at: view?.expires_at ?? null },
      audit: { target: { type: "membership", id: membershipId, name } },
    };
  },
});
