import { createHmac, randomBytes, randomInt, randomUUID } from "node:crypto";
import { crc32 } from "node:zlib";
import { keys } from "@/lib/keys";

/** WIRE.md section 0, and ours: `su` set-up link, `iv` invitation, `sc` sign-in that waits for its TOTP code, `ml` link that went to a mailbox. */
export const tokenKinds = ["ap", "up", "ak", "pt", "st", "tt", "rt", "sk", "su", "iv", "sc", "ml"] as const;
export type TokenKind = (typeof tokenKinds)[number];

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 32 digits of base 62 are 190 random bits. */
const randomLength = 32;
const checksumLength = 6;
const tokenShape = new RegExp(`^ww(?:${tokenKinds.join("|")})_[0-9A-Za-z]{${randomLength + checksumLength}}$`);

/** A new token `ww<kind>_<32 base62><6 base62 of CRC32>` out of the system's randomness (ASVS 11.5.1). */
export function makeToken(kind: TokenKind): string {
  const body = `ww${kind}_${randomText(base62, randomLength)}`;
  return body + checksumOf(body);
}

/** The kind of a token that is whole, or null: a typing error costs no query. Says nothing about whether it is valid. */
export function parseToken(text: string): { kind: TokenKind } | null {
  if (!tokenShape.test(text)) return null;
  const body = text.slice(0, -checksumLength);
  return checksumOf(body) === text.slice(-checksumLength) ? { kind: text.slice(2, 4) as TokenKind } : null;
}

/** What is stored of a secret: HMAC-SHA-256 under the current pepper, and that pepper's id (ASVS 11.3). */
export function digestSecret(secret: string): { digest: Uint8Array<ArrayBuffer>; pepperId: string } {
  const pepper = keys().peppers[0];
  if (!pepper) throw new Error("no pepper is loaded");
  return { digest: hmac(pepper.key, secret), pepperId: pepper.id };
}

const processKey = randomBytes(32);

/**
 * What a secret that somebody may guess is found by in this process's memory: HMAC-SHA-256 under a random key that is nowhere else, as a
 * string of bytes.
 */
export function memoryKeyOf(secret: string): string {
  return createHmac("sha256", processKey).update(secret).digest("binary");
}

/** The digests of a secret under all loaded peppers (two at most), the current one first: what a lookup asks for. */
export function digestsOf(secret: string): Uint8Array<ArrayBuffer>[] {
  return keys().peppers.map((pepper) => hmac(pepper.key, secret));
}

/** What people recognise a secret by: `ww…` and its last four characters. */
export function hintOf(token: string): string {
  return `ww…${token.slice(-4)}`;
}

/** A row's id, where what is written into the row must know it. */
export const makeId = (): string => randomUUID();

/** From 0 to below 1: so that what is to be tried again does not come back all at once. */
export const randomFraction = (): number => randomInt(2 ** 32) / 2 ** 32;

/** A code that stands in for a TOTP code once: 100 random bits in four groups, `xxxxx-xxxxx-xxxxx-xxxxx`, no letters read as digits. */
export function makeRecoveryCode(): string {
  return (randomText("23456789abcdefghjkmnpqrstvwxyz", 20).match(/.{5}/g) ?? []).join("-");
}

/** A TOTP seed of 160 random bits (RFC 4226 section 4), base32. */
export const makeTotpSeed = (): string => randomText("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32);

/** A public account id, shaped like `W7K-4RT-9X2P`; 50 bits, no letters that are read as digits. */
export function makeAccountPublicId(): string {
  const text = randomText("23456789ABCDEFGHJKMNPQRSTVWXYZ", 10);
  return `${text.slice(0, 3)}-${text.slice(3, 6)}-${text.slice(6)}`;
}

function hmac(key: Buffer, secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", key).update(secret).digest());
}

/** Bytes past the largest multiple of the alphabet's length are thrown away, so that no digit is likelier than another. */
function randomText(alphabet: string, length: number): string {
  const limit = 256 - (256 % alphabet.length);
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}

function checksumOf(body: string): string {
  let rest = crc32(body);
  let digits = "";
  for (let i = 0; i < checksumLength; i++) {
    digits = base62[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
