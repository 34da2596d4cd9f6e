import { z } from "zod";
import { policyOf } from "@/lib/core/account/policy";
import { command } from "@/lib/core/command";
import { issueToken } from "@/lib/core/token/issue-token";
import { beginSignIn, signInEntry } from "@/lib/core/token/prove-for-token";
import { totpCodeSchema } from "@/lib/core/totp/match-totp-code";
import { proveBasic } from "./prove-basic";

export const createBasicTokenInput = z.strictObject({
  /** E-mail and password in base64, as they stand behind `Basic`. */
  basic: z.string(),
  /** Looked at only where the person has TOTP. */
  code: totpCodeSchema.nullable(),
});

/**
 * A JWT for Basic and, where the person has TOTP, its code; it lives as long as the account says (`ttl_seconds.basic_jwt`).
 * @throws AppError as `proveBasic`. Source: seed 003, WIRE.md section 4.
 */
export const createBasicToken = command({
  name: "basic-token.create",
  input: createBasicTokenInput,
  prepare: proveBasic,
  touches: null,
  run: async (ctx, _input, { prepared }) => {
    const { id: membershipId, account } = prepared.membership;
    const signIn = await beginSignIn(ctx, prepared);
    const expiresAt = new Date(ctx.now.getTime() + policyOf(account.policy).ttl_seconds.basic_jwt * 1000);
    const { token, expires_at } = await issueToken(ctx, "jwt", { account, membershipId }, { signIn, expiresAt });
    return { output: { token, expires_at }, audit: signInEntry(prepared) };
  },
});
