import { z } from "zod";
import { command } from "@/lib/core/command";
import { entryOfUse, lockMailedLink, spendMailedLink } from "@/lib/core/mailed-link/mailed-link";
import { changeEmail } from "./update-profile";

/**
 * A new e-mail takes effect by the link that went to it; who asked had proved himself.
 * @throws AppError `mailed_link_invalid` (used twice, in parallel too), `email_taken` (by somebody else meanwhile).
 */
export const confirmEmail = command({
  name: "email.confirm",
  input: z.strictObject({ link: z.string() }),
  lock: (tx, { link }) => lockMailedLink(tx, link, "email_change"),
  // The old e-mail is nobody's now.
  touches: ({ locked }) => [locked.user.id],
  run: async (ctx, _input, { locked: { id, user, newEmail } }) => {
    const { db, now } = ctx;
    const email = newEmail ?? user.email;
    await spendMailedLink(db, id, now);
    await changeEmail(ctx, user, email);
    const audit = await entryOfUse(db, user, { email: { from: user.email, to: email } });
    return { output: { email }, audit };
  },
});
