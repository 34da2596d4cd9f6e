import { z } from "zod";
import { foldCase } from "@/lib/core/name";

export const passwordLengthMin = 15;
export const passwordLengthMax = 128;

/** A password to be set: 15–128 characters, any Unicode, no rule of composition (NIST SP 800-63B-4 3.1.1.2, ASVS 6.2). */
export const passwordSchema = z
  .string("Password: text is needed.")
  .transform((text) => text.normalize("NFC"))
  .refine((text) => [...text].length >= passwordLengthMin, `Password: at least ${passwordLengthMin} characters.`)
  .refine((text) => [...text].length <= passwordLengthMax, `Password: at most ${passwordLengthMax} characters.`);

const common = ["password", "passwort", "watchword", "passcode", "letmein", "welcome", "qwerty", "qwertz", "iloveyou"];
const runs = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm"];

/**
 * Why a password is too easily guessed, or null: what is left of it when common words, runs of keys, repetitions and
 * what is known of the person are taken out must still have eight characters.
 * @param context words an attacker would try first: name, e-mail, account.
 */
export function weakness(password: string, context: readonly string[]): string | null {
  const known = context.flatMap((text) => foldCase(text).split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3);
  let rest = foldCase(password);
  for (const word of [...known, ...common].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, "");
  rest = withoutRuns(rest).replace(/(.{1,4}?)\1{2,}/gu, "$1");
  return [...rest].length >= 8 ? null : "Password: this is too easy to guess; four unrelated words are good.";
}

function withoutRuns(text: string): string {
  let rest = text;
  for (const run of runs.flatMap((keys) => [keys, [...keys].reverse().join("")])) {
    for (let length = run.length; length >= 4; length--) {
      for (let start = 0; start + length <= run.length; start++) {
        rest = rest.replaceAll(run.slice(start, start + length), "");
      }
    }
  }
  return rest;
}
