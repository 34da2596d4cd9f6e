import { z } from "zod";
import { command } from "@/lib/core/command";
import { userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { emailSchema, nameSchema } from "@/lib/core/name";
import { requireFreshSignIn } from "@/lib/core/session/confirm-session";

export const updateProfileInput = z.strictObject({ name: nameSchema("Name"), email: emailSchema });

/**
 * One's own name and e-mail, in all accounts. A new e-mail is what he signs in with, so it needs a fresh sign-in.
 * @throws AppError `fresh_sign_in_required`, `email_taken`, `invalid_request`.
 */
export const updateProfile = command({
  name: "profile.update",
  input: updateProfileInput,
  run: async ({ actor, now, db }, { name, email }) => {
    const { userId, membershipId, signedInAt } = userOf(actor);
    const before = await db.user.findUniqueOrThrow({ where: { id: userId } });
    if (email !== before.email) {
      requireFreshSignIn(signedInAt, now);
      if (await db.user.findUnique({ where: { email } })) {
        const message = "This e-mail is taken by another person.";
        throw new AppError("email_taken", message, { issues: [{ path: "email", message }] });
      }
    }
    await db.user.update({ where: { id: userId }, data: { name, email } });
    const changed = {
      ...(name !== before.name && { name: { from: before.name, to: name } }),
      ...(email !== before.email && { email: { from: before.email, to: email } }),
    };
    return {
      output: { name, email },
      audit: { target: { type: "membership", id: membershipId, name }, detail: changed },
    };
  },
});
