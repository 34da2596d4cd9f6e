import { z } from "zod";
import { command } from "@/lib/core/command";
import { type Context, userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { endMailedLinks, hasMailServer, makeMailedLink } from "@/lib/core/mailed-link/mailed-link";
import { emailSchema, nameSchema } from "@/lib/core/name";
import { tellOwner } from "@/lib/core/notice/tell-owner";
import { requireFreshSignIn } from "@/lib/core/session/confirm-session";
import type { Tx } from "@/lib/db";
import type { User } from "@/lib/generated/prisma/client";

export const updateProfileInput = z.strictObject({ name: nameSchema("Name"), email: emailSchema });

/**
 * One's own name and e-mail, in all accounts. A new e-mail is what he signs in with, so it needs a fresh sign-in, and takes effect by
 * the link that is mailed to it; at once where there is no mail server.
 * @returns name and e-mail as they are now, and the e-mail that waits for its link. @throws AppError `fresh_sign_in_required`, `email_taken`, `invalid_request`.
 */
export const updateProfile = command({
  name: "profile.update",
  input: updateProfileInput,
  touches: ({ actor }) => [userOf(actor).userId],
  run: async (ctx, { name, email }) => {
    const { actor, now, db } = ctx;
    const { userId, membershipId, signedInAt } = userOf(actor);
    const before = await db.user.findUniqueOrThrow({ where: { id: userId } });
    if (email !== before.email) {
      requireFreshSignIn(signedInAt, now);
      await requireFree(db, email);
    }
    await db.user.update({ where: { id: userId }, data: { name } });
    const waits = email !== before.email && hasMailServer();
    if (waits) await mailEmailLink(ctx, before, email);
    else if (email !== before.email) await changeEmail(ctx, before, email);
    const changed = {
      ...(name !== before.name && { name: { from: before.name, to: name } }),
      ...(email !== before.email && { [waits ? "pending_email" : "email"]: { from: before.email, to: email } }),
    };
    return {
      output: { name, email: waits ? before.email : email, pending_email: waits ? email : null },
      audit: { target: { type: "membership", id: membershipId, name }, detail: changed },
    };
  },
});

/** @throws AppError `email_taken`. */
async function requireFree(db: Tx, email: string): Promise<void> {
  if (await db.user.findUnique({ where: { email } })) throw emailTaken();
}

function emailTaken(): AppError {
  const message = "This e-mail is taken by another person.";
  return new AppError("email_taken", message, { issues: [{ path: "email", message }] });
}

async function mailEmailLink(ctx: Context, user: User, newEmail: string): Promise<void> {
  const { id, token, expiresAt } = await makeMailedLink(ctx.db, ctx.now, {
    purpose: "email_change",
    userId: user.id,
    newEmail,
  });
  const facts = { expires_at: expiresAt.toISOString() };
  const more = { occurrence: id, recipient: newEmail, token };
  await tellOwner(ctx, user, "email_change", (origin) => ({ ...origin, ...facts }), more);
}

/** Gives a person another e-mail, and tells the one that he had. @throws AppError `email_taken`. */
export async function changeEmail(ctx: Context, user: User, email: string): Promise<void> {
  await requireFree(ctx.db, email);
  await ctx.db.user.update({ where: { id: user.id }, data: { email } }).catch((error: { code?: string }) => {
    // Somebody else took it between the question and now: the unique key says so.
    throw error.code === "P2002" ? emailTaken() : error;
  });
  await endMailedLinks(ctx.db, user.id, ctx.now);
  await tellOwner(ctx, user, "email_changed", (origin) => ({ ...origin, new_email: email }));
}
