import { z } from "zod";
import { readClock } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import type { Caller } from "@/lib/core/context";
import { findMailedLink, spendMailedLink } from "@/lib/core/mailed-link/mailed-link";
import { tellOwner } from "@/lib/core/notice/tell-owner";
import { endSessions } from "@/lib/core/session/end-sessions";
import { unavailableOr } from "@/lib/core/transaction";
import { db } from "@/lib/db";
import { digestChosenPassword } from "./digest-chosen-password";
import { passwordBesideTotpSchema } from "./password-schema";

export const resetPasswordInput = z.strictObject({ link: z.string(), password: passwordBesideTotpSchema });

/**
 * A new password by a link that came by mail, which is spent. It signs nobody in: all sign-ins of the person end, and where he has
 * TOTP it is asked for at the next one (SECURITY.md A4, A5).
 * @throws AppError `mailed_link_invalid` (used twice, in parallel too), `invalid_request` (a weak password).
 */
export const resetPassword = command({
  name: "password.reset",
  input: resetPasswordInput,
  prepare: async (caller: Caller, { link, password }) => {
    const { user } = await findOutside(caller, link);
    const { name, email, totp } = user;
    return digestChosenPassword(password, [name, email], { hasTotp: Boolean(totp?.confirmedAt) });
  },
  lock: async (tx, { link }) => {
    const { userId } = await findMailedLink(tx, link, "password_reset", await readClock(tx));
    await tx.$executeRaw`SELECT 1 FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
    return findMailedLink(tx, link, "password_reset", await readClock(tx));
  },
  run: async (ctx, _input, { prepared: { digest, isShort }, locked: { id, user } }) => {
    const { db, now } = ctx;
    await spendMailedLink(db, id, now);
    const data = { passwordDigest: digest, passwordChangedAt: now, passwordIsShort: isShort };
    await db.user.update({ where: { id: user.id }, data });
    await endSessions(db, now, { userId: user.id });
    await tellOwner(ctx, user, "password_changed", (origin) => ({ ...origin, how: "reset" }), { occurrence: id });
    const membership = await db.membership.findFirst({ where: { userId: user.id, status: "active", deletedAt: null } });
    return {
      output: null,
      audit: {
        accountId: membership?.accountId ?? null,
        target: membership ? { type: "membership", id: membership.id, name: user.email } : null,
        detail: { email: user.email },
      },
    };
  },
});

async function findOutside(caller: Caller, link: string) {
  const database = caller.db ?? db();
  try {
    return await findMailedLink(database, link, "password_reset", await readClock(database));
  } catch (error) {
    throw unavailableOr(error);
  }
}
