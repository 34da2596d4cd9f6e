import { z } from "zod";
import { command } from "@/lib/core/command";
import { emailSchema, nameFromEmail, nameSchema } from "@/lib/core/name";
import { hashNewPassword } from "@/lib/core/password/hash-new-password";
import { passwordSchema } from "@/lib/core/password/password-schema";
import { insertAccount } from "./insert-account";

export const createAccountInput = z.strictObject({
  name: nameSchema("Name"),
  email: emailSchema,
  password: passwordSchema,
});

/**
 * The operator's command: an account and its first administrator, without the set-up link. A known e-mail keeps its password.
 * @throws AppError `invalid_request`.
 */
export const createAccount = command({
  name: "account.create",
  input: createAccountInput,
  prepare: (_caller, { password, name, email }) => hashNewPassword(password, [name, email]),
  lock: (tx, { email }) => tx.user.findUnique({ where: { email }, select: { id: true } }),
  // Known, he may be a member of several accounts now.
  touches: ({ locked: known }) => (known ? [known.id] : []),
  run: async ({ now, db }, { name, email }, { prepared: passwordDigest }) => {
    const administrator = { name: nameFromEmail(email), email, passwordDigest };
    const { account, user, membership } = await insertAccount(db, now, { name, administrator });
    return {
      output: {
        account_id: account.publicId,
        org_id: account.orgId,
        realm: account.realm,
        user_id: user.id,
        org_user_id: membership.orgUserId,
      },
      audit: { target: { type: "account", id: account.id, name }, detail: { administrator: email } },
    };
  },
});
