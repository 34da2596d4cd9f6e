import { CompactSign, compactVerify, decodeProtectedHeader } from "jose";
import { z } from "zod";
import { env } from "@/lib/env";
import { signingKeys } from "./signing-keys";

/** What a JWT of each kind calls itself, so that none is taken for another (RFC 8725 section 3.11; RFC 9068 for the second). */
const types = { jwt: "v3-user-token+jwt", access: "at+jwt" } as const;
export type JwtKind = keyof typeof types;
export const jwtKinds = Object.keys(types) as JwtKind[];

const algorithm = "ES256";
/** Ours have half of it. */
const lengthMax = 2048;
const seconds = z.int().min(0);

const headerSchema = z.strictObject({ alg: z.literal(algorithm), kid: z.string(), typ: z.enum(Object.values(types)) });
const claimsSchema = z.strictObject({
  iss: z.string(),
  aud: z.string(),
  sub: z.uuid(),
  jti: z.uuid(),
  iat: seconds,
  nbf: seconds,
  exp: seconds,
});

export type JwtContent = {
  kind: JwtKind;
  accountPublicId: string;
  /** The membership's id. */
  userId: string;
  /** The id of its row. */
  tokenId: string;
  issuedAt: Date;
  expiresAt: Date;
};

/** A JWT (RFC 7519) under the current key. Being signed keeps nothing alive: its row is checked on every call. */
export async function signJwt(content: JwtContent): Promise<string> {
  const [key] = signingKeys();
  if (!key) throw new Error("no signing key is loaded");
  const issued = Math.floor(content.issuedAt.getTime() / 1000);
  const claims: z.output<typeof claimsSchema> = {
    ...{ iss: env().PUBLIC_URL, aud: content.accountPublicId, sub: content.userId, jti: content.tokenId },
    ...{ iat: issued, nbf: issued, exp: Math.floor(content.expiresAt.getTime() / 1000) },
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: algorithm, kid: key.kid, typ: types[content.kind] })
    .sign(key.privateKey);
}

/**
 * The kind of a JWT that we signed, or null: whatever is forged in it, it costs no query (V6, RFC 8725). One algorithm, keys of our own
 * store, all claims there and nothing else. Whether its time has come or is over says its row, by the database's clock.
 */
export async function readJwt(text: string): Promise<JwtKind | null> {
  if (text.length > lengthMax || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return null;
  try {
    const { payload, protectedHeader } = await compactVerify(text, findKey, { algorithms: [algorithm] });
    const { typ } = headerSchema.parse(protectedHeader);
    const { iss } = claimsSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
    return iss === env().PUBLIC_URL ? (jwtKinds.find((kind) => types[kind] === typ) ?? null) : null;
  } catch {
    return null;
  }
}

function findKey({ kid }: { kid?: string }) {
  const key = signingKeys().find((one) => one.kid === kid);
  if (!key) throw new Error("the key is not ours");
  return key.publicKey;
}

/** What a JWT says of its kind, whoever signed it: for the words of a refusal, and for nothing that decides. Null: it says none of ours. */
export function jwtKindSaid(text: string): JwtKind | null {
  try {
    const { typ } = decodeProtectedHeader(text);
    return jwtKinds.find((kind) => types[kind] === typ) ?? null;
  } catch {
    return null;
  }
}
