import { z } from "zod";
import { readClock } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { findMailedLink, spendMailedLink } from "@/lib/core/mailed-link/mailed-link";
import { changeEmail } from "./update-profile";

/**
 * A new e-mail takes effect by the link that went to it; who asked had proved himself.
 * @throws AppError `mailed_link_invalid` (used twice, in parallel too), `email_taken` (by somebody else meanwhile).
 */
export const confirmEmail = command({
  name: "email.confirm",
  input: z.strictObject({ link: z.string() }),
  lock: async (tx, { link }) => {
    const { userId } = await findMailedLink(tx, link, "email_change", await readClock(tx));
    await tx.$executeRaw`SELECT 1 FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
    return findMailedLink(tx, link, "email_change", await readClock(tx));
  },
  run: async (ctx, _input, { locked: { id, user, newEmail } }) => {
    const { db, now } = ctx;
    const email = newEmail ?? user.email;
    await spendMailedLink(db, id, now);
    await changeEmail(ctx, user, email);
    const membership = await db.membership.findFirst({ where: { userId: user.id, status: "active", deletedAt: null } });
    return {
      output: { email },
      audit: {
        accountId: membership?.accountId ?? null,
        target: membership ? { type: "membership", id: membership.id, name: user.name } : null,
        detail: { email: { from: user.email, to: email } },
      },
    };
  },
});
