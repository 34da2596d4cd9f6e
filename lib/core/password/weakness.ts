import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { passwordLengthMin } from "./password-schema";

/** Guesses as a power of ten (zxcvbn's score): 4 is over 10¹⁰, 2 over 10⁶, which is what eight characters beside TOTP can have. */
const scoreMin = { usual: 4, short: 2 } as const;
const ownWords = ["watchword", "passcode", "passwort", "administrator"];

let estimator: ZxcvbnFactory | undefined;

/**
 * Why a password is too easily guessed, or null: common passwords, runs of keys, repetitions, dates and what is known of the
 * person count as the first guesses they are (NIST SP 800-63B-4 3.1.1.2, ASVS 6.2.4).
 * @param context words an attacker would try first: name, e-mail, account.
 */
export function weakness(password: string, context: readonly string[]): string | null {
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...dictionary, own: ownWords },
    graphs: adjacencyGraphs,
  });
  const known = context.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length >= 3);
  const { score } = estimator.check(password, known);
  const isShort = [...password].length < passwordLengthMin;
  if (score >= (isShort ? scoreMin.short : scoreMin.usual)) return null;
  return "Password: this is too easy to guess; four unrelated words are good.";
}
