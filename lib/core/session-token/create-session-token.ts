import { z } from "zod";
import { command } from "@/lib/core/command";
import { presentedEmailSchema } from "@/lib/core/name";
import { presentedPasswordSchema } from "@/lib/core/password/password-schema";
import { beginSignIn, proveForToken, signInEntry } from "@/lib/core/token/prove-for-token";
import { totpCodeSchema } from "@/lib/core/totp/match-totp-code";
import { toProfile } from "@/lib/core/user/read-profile";
import { issueSessionToken } from "./issue-session-token";

export const createSessionTokenInput = z.strictObject({
  email: presentedEmailSchema,
  password: presentedPasswordSchema,
  /** The account's integer id; null or 0: the account used last. */
  org_id: z.int("Organisation: a whole number is needed.").nullable(),
  /** Looked at only where the person has TOTP. */
  code: totpCodeSchema.nullable(),
});

/**
 * A session token for a program, by e-mail, password and, where the person has TOTP, its code; the account says how long it lives.
 * @throws AppError as `proveForToken`. Source: seed 002, WIRE.md section 3.
 */
export const createSessionToken = command({
  name: "session-token.create",
  input: createSessionTokenInput,
  prepare: (caller, { org_id, ...given }) => proveForToken(caller, "session", given, org_id),
  touches: null,
  run: async (ctx, _input, { prepared }) => {
    const { membership, proof } = prepared;
    const { token, expires_at } = await issueSessionToken(ctx, membership, await beginSignIn(ctx, prepared));
    const user = toProfile({ ...membership, user: proof.user });
    return { output: { token, expires_at, user }, audit: signInEntry(prepared) };
  },
});
