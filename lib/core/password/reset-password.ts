import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Caller } from "@/lib/core/context";
import { digestLoginsOf, keepDigestLogins } from "@/lib/core/digest-login/digest-logins";
import { entryOfUse, findMailedLink, lockMailedLink, spendMailedLink } from "@/lib/core/mailed-link/mailed-link";
import { tellOwner } from "@/lib/core/notice/tell-owner";
import { readOutside } from "@/lib/core/read-outside";
import { endSessions } from "@/lib/core/session/end-sessions";
import { digestChosenPassword } from "./digest-chosen-password";
import { passwordBesideTotpSchema } from "./password-schema";

const resetPasswordInput = z.strictObject({ link: z.string(), password: passwordBesideTotpSchema });

/**
 * A new password by a link that came by mail, which is spent. It signs nobody in: all sign-ins of the person end, and where he has
 * TOTP it is asked for at the next one (SECURITY.md A4, A5).
 * @throws AppError `mailed_link_invalid` (used twice, in parallel too), `invalid_request` (a weak password).
 */
export const resetPassword = command({
  name: "password.reset",
  input: resetPasswordInput,
  prepare: async (caller: Caller, { link, password }) => {
    const { user } = await readOutside(caller, (db, now) => findMailedLink(db, link, "password_reset", now));
    const { name, email, totp } = user;
    return digestChosenPassword(password, [name, email], { hasTotp: Boolean(totp?.confirmedAt) });
  },
  lock: (tx, { link }) => lockMailedLink(tx, link, "password_reset"),
  touches: ({ locked }) => [locked.user.id],
  run: async (ctx, { password }, { prepared: { digest, isShort }, locked: { id, user } }) => {
    const { db, now } = ctx;
    await spendMailedLink(db, id, now);
    const data = { passwordDigest: digest, passwordChangedAt: now, passwordIsShort: isShort };
    await db.user.update({ where: { id: user.id }, data });
    await keepDigestLogins(db, now, user.id, digestLoginsOf(user.email, password));
    await endSessions(db, now, { userId: user.id });
    await tellOwner(ctx, user, "password_changed", (origin) => ({ ...origin, how: "reset" }), { occurrence: id });
    return { output: null, audit: await entryOfUse(db, user, { email: user.email }) };
  },
});
