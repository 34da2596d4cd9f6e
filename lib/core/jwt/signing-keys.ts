import { createECDH, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { keys, type NamedKey } from "@/lib/keys";

/** RFC 7517: what anybody may know of a key. */
export type PublicJwk = { kty: "EC"; crv: "P-256"; x: string; y: string; kid: string; alg: "ES256"; use: "sig" };
export type SigningKey = { kid: string; privateKey: KeyObject; publicKey: KeyObject; jwk: PublicJwk };

let cached: SigningKey[] | undefined;

/** The keys that sign our JWTs, the current one first; what the previous one signed is still taken. */
export function signingKeys(): SigningKey[] {
  cached ??= keys().signingKeys.map(toSigningKey);
  return cached;
}

/** @throws Error where the 32 bytes are no private key of P-256, as one set of random ones in 2³² is not. */
function toSigningKey({ id: kid, key }: NamedKey): SigningKey {
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(key);
  // 4, then x and y of 32 bytes each (SEC 1 section 2.3.3).
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 33).toString("base64url"), point.subarray(33).toString("base64url")];
  const curve = { kty: "EC", crv: "P-256", x, y } as const;
  const privateKey = createPrivateKey({ key: { ...curve, d: key.toString("base64url") }, format: "jwk" });
  const publicKey = createPublicKey({ key: curve, format: "jwk" });
  return { kid, privateKey, publicKey, jwk: { ...curve, kid, alg: "ES256", use: "sig" } };
}
