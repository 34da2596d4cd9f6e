import { z } from "zod";
import { command } from "@/lib/core/command";
import { userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { nameSchema } from "@/lib/core/name";
import { env } from "@/lib/env";
import { insertAccount } from "./insert-account";

export const addAccountInput = z.strictObject({ name: nameSchema("Account name") });

/**
 * An administrator makes one more account, in which he is the first administrator; where `ACCOUNT_CREATION=admins`.
 * @throws AppError `forbidden` where only the operator makes accounts, `invalid_request`.
 */
export const addAccount = command({
  name: "account.add",
  input: addAccountInput,
  // He is a member of several accounts now.
  touches: ({ actor }) => [userOf(actor).userId],
  run: async ({ actor, now, db }, { name }) => {
    if (env().ACCOUNT_CREATION !== "admins") {
      throw new AppError("forbidden", "Accounts are made by the operator's command here.");
    }
    const { userId } = userOf(actor);
    const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
    const { account } = await insertAccount(db, now, { name, administrator: user });
    return {
      output: { account_id: account.publicId },
      audit: { accountId: account.id, target: { type: "account", id: account.id, name } },
    };
  },
});
