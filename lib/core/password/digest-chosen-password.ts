import { AppError } from "@/lib/core/errors";
import { hashNewPassword } from "./hash-new-password";
import { passwordLengthMin } from "./password-schema";

/**
 * The digest of a password that a person chose who may have TOTP, beside which a short one is enough.
 * @throws AppError `invalid_request`: too short without TOTP, or easily guessed.
 */
export async function digestChosenPassword(
  password: string,
  context: readonly string[],
  { hasTotp }: { hasTotp: boolean },
): Promise<{ digest: string; isShort: boolean }> {
  const isShort = [...password].length < passwordLengthMin;
  if (isShort && !hasTotp) {
    throw passwordRefused(`Password: at least ${passwordLengthMin} characters without TOTP.`);
  }
  return { digest: await hashNewPassword(password, context), isShort };
}

export const passwordRefused = (message: string) =>
  new AppError("invalid_request", message, { issues: [{ path: "password", message }] });
