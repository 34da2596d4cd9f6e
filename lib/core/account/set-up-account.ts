import { z } from "zod";
import { command } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { emailSchema, nameSchema } from "@/lib/core/name";
import { hashNewPassword } from "@/lib/core/password/hash-new-password";
import { passwordSchema } from "@/lib/core/password/password-schema";
import { startSession } from "@/lib/core/session/start-session";
import { findSetupLink } from "@/lib/core/setup-link/find-setup-link";
import type { Tx } from "@/lib/db";
import { insertAccount } from "./insert-account";

export const setUpAccountInput = z.strictObject({
  link: z.string(),
  account_name: nameSchema("Account name"),
  name: nameSchema("Your name"),
  email: emailSchema,
  password: passwordSchema,
});

/**
 * First run: the set-up link is spent on the first account and its administrator, who is signed in with it.
 * @throws AppError `setup_link_invalid` (spent, expired, unknown, or an administrator is there), `invalid_request`.
 */
export const setUpAccount = command({
  name: "account.set-up",
  input: setUpAccountInput,
  prepare: async (_caller, { password, account_name, name, email }) =>
    hashNewPassword(password, [account_name, name, email]),
  lock: (tx, { link }) => lockSetUp(tx, link),
  touches: null,
  run: async ({ now, db, request }, { account_name, name, email }, { prepared: passwordDigest, locked: link }) => {
    await db.setupLink.update({ where: { id: link.id }, data: { usedAt: now } });
    const administrator = { name, email, passwordDigest };
    const { account, membership } = await insertAccount(db, now, { name: account_name, administrator });
    return {
      output: await startSession(db, now, membership.id, request),
      audit: { target: { type: "account", id: account.id, name: account.name }, detail: { administrator: email } },
    };
  },
});

/** One set-up at a time over all nodes: two different links must not make two first administrators. */
async function lockSetUp(tx: Tx, token: string) {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('watchword set-up', 0))`;
  const link = await findSetupLink(tx, token);
  if (link) return link;
  throw new AppError(
    "setup_link_invalid",
    "This set-up link has been used or is not valid any more. Restart Watchword: it prints a new one while there is no administrator.",
  );
}
