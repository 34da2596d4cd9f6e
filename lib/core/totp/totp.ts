import { Secret, TOTP } from "otpauth";

const periodSeconds = 30;
/** RFC 6238 section 5.2: one step for a slow typist or clock, either way. */
const window = 1;

const totpOf = (seed: string, label = "") =>
  new TOTP({
    issuer: "Watchword",
    label,
    algorithm: "SHA1",
    digits: 6,
    period: periodSeconds,
    secret: Secret.fromBase32(seed),
  });

/** The address that an authenticator app reads out of a QR code. @param seed base32. @param label whose: an e-mail. */
export const otpauthUrl = (seed: string, label: string): string => totpOf(seed, label).toString();

/** The time step that a six-digit code belongs to, within one step of `now`; null: none (RFC 6238). */
export function stepOfCode(seed: string, code: string, now: Date): number | null {
  const delta = totpOf(seed).validate({ token: code, timestamp: now.getTime(), window });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / periodSeconds) + delta;
}
