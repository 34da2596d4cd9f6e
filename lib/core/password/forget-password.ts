import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Caller, Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { hasMailServer, makeMailedLink } from "@/lib/core/mailed-link/mailed-link";
import { presentedEmailSchema } from "@/lib/core/name";
import { tellOwner } from "@/lib/core/notice/tell-owner";
import { makeId } from "@/lib/core/secrets";
import { chargeForgotten } from "@/lib/core/throttle/charge-attempt";
import { env } from "@/lib/env";
import type { Membership } from "@/lib/generated/prisma/client";

/**
 * Mails the link by which a forgotten password is replaced. The answer and the work are the same whoever has the address or has not
 * (SECURITY.md A1); who is nowhere an active member gets none.
 * @throws AppError `throttled`; `mail_refused` where the installation sends no mail.
 */
export const forgetPassword = command({
  name: "password.forget",
  input: z.strictObject({ email: presentedEmailSchema }),
  prepare: async (caller: Caller, { email }) => {
    if (!hasMailServer()) {
      throw new AppError("mail_refused", "This installation sends no mail. Ask its operator for a link.");
    }
    await chargeForgotten(caller.db, email, caller.request.address);
  },
  touches: null,
  run: async (ctx, { email }) => {
    const { user, membership } = await findForgetful(ctx, email);
    const link = await makeMailedLink(ctx.db, ctx.now, { purpose: "password_reset", userId: user?.id ?? null });
    const expiresAt = link.expiresAt.toISOString();
    const owner = user ?? { id: makeId(), name: "nobody", email };
    await tellOwner(ctx, owner, "password_reset", (origin) => ({ ...origin, expires_at: expiresAt }), {
      ...{ occurrence: link.id, token: link.token, silently: user === null },
    });
    return { output: null, audit: entryOf(membership, email) };
  },
});

/** Two queries whoever is asked for, so that their number tells nobody. */
async function findForgetful({ db }: Pick<Context, "db">, email: string) {
  const active = { status: "active" as const, deletedAt: null };
  const user = await db.user.findFirst({
    where: { email, passwordDigest: { not: null }, memberships: { some: active } },
  });
  return { user, membership: await db.membership.findFirst({ where: { user: { email }, ...active } }) };
}

function entryOf(membership: Membership | null, email: string) {
  const target = membership ? { type: "membership", id: membership.id, name: email } : null;
  return { accountId: membership?.accountId ?? null, target, detail: { email } };
}

/** The same link for the operator to hand over, where no mail can be sent. @throws AppError `not_found`. */
export const makePasswordLink = command({
  name: "password.link-by-operator",
  input: z.strictObject({ email: presentedEmailSchema }),
  touches: null,
  run: async (ctx, { email }) => {
    const { user, membership } = await findForgetful(ctx, email);
    if (!user) throw new AppError("not_found", "There is no active user with this e-mail.");
    const { token, expiresAt } = await makeMailedLink(ctx.db, ctx.now, { purpose: "password_reset", userId: user.id });
    return {
      output: { link: `${env().PUBLIC_URL}/reset-password#${token}`, expires_at: expiresAt.toISOString() },
      audit: entryOf(membership, email),
    };
  },
});
