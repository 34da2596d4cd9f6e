import { z } from "zod";
import { findAccount, findAccountById } from "@/lib/core/account/find-account";
import { command } from "@/lib/core/command";
import { accountIdOf, actorName } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { nameSchema } from "@/lib/core/name";
import { expiresAtSchema, requireFuture } from "@/lib/core/passcode/expiry";
import { type Scope, scopes } from "@/lib/core/permissions";
import { digestSecret, hintOf, makeToken } from "@/lib/core/secrets";
import { toServiceKeyView } from "./service-key-view";

export const createServiceKeyInput = z.strictObject({
  /** The public account id, for the operator's command; everybody else makes keys of his own account. */
  account: z.string().optional(),
  name: nameSchema("Name").default("service key"),
  scopes: z
    .array(z.enum(scopes, `Scopes: some of ${scopes.join(", ")}.`))
    .min(1, "Scopes: at least one is needed.")
    .transform((list) => [...new Set(list)]),
  expires_at: expiresAtSchema.nullish(),
});

/**
 * A key for a program that manages or verifies credentials. The key is in this answer and in no other. A service key gives no
 * scope that it does not have. @throws AppError `not_found` (account), `insufficient_scope`, `invalid_request`.
 */
export const createServiceKey = command({
  name: "service-key.create",
  input: createServiceKeyInput,
  secretField: "key",
  lock: (tx, { account }, actor) =>
    actor.type === "operator" ? findAccount(tx, account ?? "") : findAccountById(tx, accountIdOf(actor)),
  touches: null,
  run: async ({ actor, now, db }, { name, scopes, expires_at: expiresAt }, { locked: account }) => {
    if (actor.type === "service_key") requireOwnScopes(actor.scopes, scopes);
    requireFuture(expiresAt ?? null, now);
    const key = makeToken("sk");
    const row = await db.serviceKey.create({
      data: {
        accountId: account.id,
        name,
        ...digestSecret(key),
        hint: hintOf(key),
        scopes,
        expiresAt: expiresAt ?? null,
        createdAt: now,
        createdBy: actorName(actor),
      },
    });
    return {
      output: { ...toServiceKeyView(row), key },
      audit: {
        accountId: account.id,
        target: { type: "service_key", id: row.id, name },
        detail: { scopes: scopes.join(" "), expires_at: expiresAt?.toISOString() ?? null },
      },
    };
  },
});

/** Or a key that may only make keys could make itself one that may do all. */
function requireOwnScopes(own: readonly Scope[], wanted: readonly Scope[]): void {
  const missing = own.includes("all") ? [] : wanted.filter((scope) => !own.includes(scope));
  if (missing.length === 0) return;
  throw new AppError(
    "insufficient_scope",
    `This service key cannot give what it does not have: ${missing.join(", ")}.`,
  );
}
