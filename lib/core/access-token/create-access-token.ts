import { z } from "zod";
import { command } from "@/lib/core/command";
import { presentedEmailSchema } from "@/lib/core/name";
import { presentedPasswordSchema } from "@/lib/core/password/password-schema";
import { beginSignIn, proveForToken, signInEntry } from "@/lib/core/token/prove-for-token";
import { toProfile } from "@/lib/core/user/read-profile";
import { issueAccessPair } from "./issue-access-pair";

export const createAccessTokenInput = z.strictObject({
  email: presentedEmailSchema,
  password: presentedPasswordSchema,
});

/**
 * An access token (a JWT) and a refresh token, by e-mail and password, in the account used last. There is no place for a TOTP code
 * in this dialect, so who has TOTP on gets none (A4).
 * @throws AppError as `proveForToken`; `totp_code_required` after a right password alone. Source: seed 004, WIRE.md section 5.
 */
export const createAccessToken = command({
  name: "access-token.create",
  input: createAccessTokenInput,
  prepare: (caller, given) => proveForToken(caller, "jwt", { ...given, code: null }, null),
  touches: null,
  run: async (ctx, _input, { prepared }) => {
    const { membership, proof } = prepared;
    const pair = await issueAccessPair(ctx, membership, await beginSignIn(ctx, prepared));
    return {
      output: { ...pair, user: toProfile({ ...membership, user: proof.user }) },
      audit: signInEntry(prepared),
    };
  },
});
