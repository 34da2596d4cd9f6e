import { z } from "zod";
import { query } from "@/lib/core/query";
import type { Db } from "@/lib/db";
import { type CredentialKind, credentialKinds } from "./credential-record";

/**
 * When a credential that was just accepted was issued: of a passcode, the secret that was presented.
 * @returns null where it is gone meanwhile.
 */
export const readIssuedAt = query({
  name: "credential.verify",
  input: z.strictObject({ kind: z.enum(credentialKinds), id: z.uuid(), secret_id: z.uuid().nullable() }),
  run: async ({ db }, { kind, id, secret_id }): Promise<Date | null> =>
    (await find(db, kind, secret_id ?? id))?.createdAt ?? null,
});

function find(db: Db, kind: CredentialKind, id: string): Promise<{ createdAt: Date } | null> {
  const wanted = { where: { id }, select: { createdAt: true } };
  switch (kind) {
    case "account_passcode":
    case "user_passcode":
      return db.secret.findUnique(wanted);
    case "service_key":
      return db.serviceKey.findUnique(wanted);
    case "api_key":
      return db.apiKey.findUnique(wanted);
    default:
      return db.token.findUnique(wanted);
  }
}
