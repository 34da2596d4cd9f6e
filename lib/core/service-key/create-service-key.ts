import { z } from "zod";
import { findAccount } from "@/lib/core/account/find-account";
import { command } from "@/lib/core/command";
import { actorName } from "@/lib/core/context";
import { nameSchema } from "@/lib/core/name";
import { scopes } from "@/lib/core/permissions";
import { digestSecret, hintOf, makeToken } from "@/lib/core/secrets";

export const createServiceKeyInput = z.strictObject({
  account: z.string(),
  name: nameSchema("Name").default("service key"),
  scopes: z
    .array(z.enum(scopes, `Scopes: some of ${scopes.join(", ")}.`))
    .min(1, "Scopes: at least one is needed.")
    .transform((list) => [...new Set(list)]),
});

/**
 * A key for a program that manages or verifies credentials. The key is in this answer and in no other.
 * @throws AppError `not_found` (account), `invalid_request`.
 */
export const createServiceKey = command({
  name: "service-key.create",
  input: createServiceKeyInput,
  lock: (tx, { account }) => findAccount(tx, account),
  run: async ({ actor, now, db }, { name, scopes }, { locked: account }) => {
    const key = makeToken("sk");
    const row = await db.serviceKey.create({
      data: {
        accountId: account.id,
        name,
        ...digestSecret(key),
        hint: hintOf(key),
        scopes,
        createdAt: now,
        createdBy: actorName(actor),
      },
    });
    return {
      output: { id: row.id, name, scopes, key },
      audit: {
        accountId: account.id,
        target: { type: "service_key", id: row.id, name },
        detail: { scopes: scopes.join(" ") },
      },
    };
  },
});
