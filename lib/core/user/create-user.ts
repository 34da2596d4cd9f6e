import { z } from "zod";
import { findAccount } from "@/lib/core/account/find-account";
import { lockAccount } from "@/lib/core/account/lock-account";
import { command } from "@/lib/core/command";
import { digestLoginsOf, keepDigestLogins } from "@/lib/core/digest-login/digest-logins";
import { AppError } from "@/lib/core/errors";
import { emailSchema, nameFromEmail } from "@/lib/core/name";
import { hashNewPassword } from "@/lib/core/password/hash-new-password";
import { passwordSchema } from "@/lib/core/password/password-schema";
import { roles } from "@/lib/core/permissions";
import { upsertUser } from "./upsert-user";

export const createUserInput = z.strictObject({
  account: z.string(),
  email: emailSchema,
  role: z.enum(roles, `Role: one of ${roles.join(", ")}.`),
  password: passwordSchema,
});

/**
 * The operator's command: a member of an account. A known e-mail joins and keeps its password.
 * @throws AppError `not_found` (account), `email_taken` (a member already), `invalid_request`.
 */
export const createUser = command({
  name: "user.create",
  input: createUserInput,
  prepare: (_caller, { password, email }) => hashNewPassword(password, [email]),
  lock: async (tx, input) => {
    const account = await findAccount(tx, input.account);
    await lockAccount(tx, account.id);
    return { account, known: await tx.user.findUnique({ where: { email: input.email }, select: { id: true } }) };
  },
  // He may be a member of several accounts now.
  touches: ({ locked: { known } }) => (known ? [known.id] : []),
  run: async ({ now, db }, { email, role, password }, { prepared: passwordDigest, locked: { account } }) => {
    const user = await upsertUser(db, now, { name: nameFromEmail(email), email, passwordDigest });
    await db.user.updateMany({
      where: { id: user.id, passwordDigest: null },
      data: { passwordDigest, passwordChangedAt: now },
    });
    if (await db.membership.findFirst({ where: { accountId: account.id, userId: user.id, deletedAt: null } })) {
      throw new AppError("email_taken", `${email} is a member of this account already.`);
    }
    const membership = await db.membership.create({
      data: { accountId: account.id, userId: user.id, role, status: "active", createdAt: now },
    });
    // A known e-mail keeps its password.
    const { passwordDigest: kept } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    if (kept === passwordDigest) await keepDigestLogins(db, now, user.id, digestLoginsOf(email, password));
    return {
      output: { user_id: user.id, org_user_id: membership.orgUserId },
      audit: {
        accountId: account.id,
        target: { type: "membership", id: membership.id, name: email },
        detail: { role },
      },
    };
  },
});
