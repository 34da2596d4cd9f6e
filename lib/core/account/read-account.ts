import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";
import { toAccountView } from "./account-view";
import { findAccountById } from "./find-account";

/** The account that the caller acts in. */
export const readAccount = query({
  name: "account.read",
  input: z.strictObject({}),
  run: async ({ actor, now, db }) => toAccountView(db, await findAccountById(db, accountIdOf(actor)), now),
});
