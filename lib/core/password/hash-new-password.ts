import { AppError } from "@/lib/core/errors";
import { hashPassword } from "./hash-password";
import { weakness } from "./weakness";

/** The digest of a password that somebody chose. @param context see `weakness`. @throws AppError `invalid_request` where it is easily guessed. */
export async function hashNewPassword(password: string, context: readonly string[]): Promise<string> {
  const message = weakness(password, context);
  if (message) throw new AppError("invalid_request", message, { issues: [{ path: "password", message }] });
  return hashPassword(password);
}
