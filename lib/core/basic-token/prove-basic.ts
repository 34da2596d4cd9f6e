import type { Caller } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { wrongLogin } from "@/lib/core/session/prove-person";
import { type ProvedMember, proveForToken } from "@/lib/core/token/prove-for-token";
import { parseBasic } from "./parse-basic";

/**
 * Proves who sent Basic, in the account that he used last of those that have this dialect on.
 * @param basic e-mail and password in base64. @param code of TOTP, looked at only where he has it.
 * @throws AppError `credential_invalid` (the same for garbage, an unknown name, a wrong password, who is no active member of an account,
 * and accounts that have the dialect switched off), `throttled`; and, after a right password, `totp_code_required`,
 * `totp_code_invalid`, `totp_enrolment_required`, `password_expired`.
 */
export async function proveBasic(
  caller: Caller,
  { basic, code }: { basic: string; code: string | null },
): Promise<ProvedMember> {
  const login = parseBasic(basic);
  if (!login) throw wrongLogin();
  try {
    return await proveForToken(caller, "basic", { ...login, code }, null);
  } catch (error) {
    throw error instanceof AppError && error.code === "not_found" ? wrongLogin() : error;
  }
}
