import { z } from "zod";

/** Control characters, line separators, lone surrogates and the marks that turn the direction of text: they forge what is read. */
const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
/** What shows as nothing. */
const visible = /[^\s\p{Cf}\p{Zs}\u115F\u1160\u3164\uFFA0]/u;
const lengthMax = 100;

/**
 * A name that people give to a thing: NFC, trimmed, 1–100 characters (code points), visible text only (SECURITY.md C5).
 * @param what how the message calls it: "Name".
 */
export const nameSchema = (what: string) =>
  z
    .string(`${what}: text is needed.`)
    .refine((text) => !forbidden.test(text), {
      message: `${what}: control and text-direction characters are not allowed.`,
      abort: true,
    })
    .transform((text) => text.normalize("NFC").trim())
    .refine((text) => visible.test(text), { message: `${what}: must not be empty.`, abort: true })
    .refine((text) => [...text].length <= lengthMax, `${what}: at most ${lengthMax} characters.`)
    .meta({ description: "1–100 characters, NFC; no control or bidi characters" });

/** What two names are compared by: NFC and case-folded, so that “ACME” and “acme”, “STRASSE” and “straße” are one name. */
export function foldCase(name: string): string {
  return name.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** An e-mail address, NFC and lower-cased as they are compared everywhere (WIRE.md section 0). */
export const emailSchema = z
  .string("E-mail: an address is needed.")
  .refine((text) => !forbidden.test(text), { message: "E-mail: this is not an address.", abort: true })
  .transform((text) => text.normalize("NFC").trim().toLowerCase())
  .pipe(
    z
      .string()
      .max(254, "E-mail: at most 254 characters.")
      .regex(/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/, "E-mail: this is not an address."),
  );

/**
 * An e-mail that somebody signs in with, folded as it is compared. What is no address is taken too: it is a name that nobody has, and
 * is refused as one.
 */
export const presentedEmailSchema = z
  .string("E-mail: text is needed.")
  .refine((text) => !forbidden.test(text), "E-mail: control characters are not allowed.")
  .transform((text) => text.normalize("NFC").trim().toLowerCase())
  .refine((text) => text !== "", "E-mail: text is needed.")
  .refine((text) => text.length <= 1024, "E-mail: at most 1024 characters.");

/** What somebody is called until he says so himself: `ada.lovelace@…` is Ada Lovelace. */
export function nameFromEmail(email: string): string {
  const words = (email.split("@")[0] ?? "").split(/[._+-]+/).filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
  return [...(name || email)].slice(0, lengthMax).join("");
}
