import { z } from "zod";
import { scopes } from "@/lib/core/permissions";
import { credentialKinds } from "@/lib/core/verification/credential-record";
import type { Accepted, Credential } from "@/lib/core/verification/decide-credential";

/** A credential as `/v1/verify` and `/v1/self` tell of it (WIRE.md section 6). */
export const credentialSchema = z
  .object({
    id: z.uuid().describe("The passcode's, the key's or the token's id; a passcode's is stable over rotations."),
    kind: z.enum(credentialKinds),
    account_id: z.string().meta({ examples: ["W7K-4RT-9X2P"] }),
    user_id: z
      .uuid()
      .nullable()
      .describe("The membership's id, as in the management API; null for an account's credential."),
    name: z.string(),
    scopes: z.array(z.enum(scopes)).describe("Of a service key; empty for others."),
  })
  .meta({ id: "Credential" }) satisfies z.ZodType<Credential>;

export const expiresAtSchema = z.iso.datetime().nullable().describe("RFC 3339 in UTC; null: never.");

export const expiresAtOf = ({ expiresAt }: Accepted) => expiresAt?.toISOString() ?? null;
