import { z } from "zod";

export const passwordLengthMin = 15;
export const passwordBesideTotpLengthMin = 8;
export const passwordLengthMax = 128;

const ofLength = (min: number) =>
  z
    .string("Password: text is needed.")
    .transform((text) => text.normalize("NFC"))
    .refine((text) => [...text].length >= min, `Password: at least ${min} characters.`)
    .refine((text) => [...text].length <= passwordLengthMax, `Password: at most ${passwordLengthMax} characters.`);

/** A password to be set: 15–128 characters, any Unicode, no rule of composition (NIST SP 800-63B-4 3.1.1.2, ASVS 6.2). */
export const passwordSchema = ofLength(passwordLengthMin);

/** The same beside TOTP, where 8 characters are enough. */
export const passwordBesideTotpSchema = ofLength(passwordBesideTotpLengthMin);

/** A password that is asked for, to be compared. */
export const presentedPasswordSchema = z
  .string("Password: text is needed.")
  .min(1, "Password: text is needed.")
  .max(1024);
