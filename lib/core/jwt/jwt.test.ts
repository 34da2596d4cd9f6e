import { createHmac, generateKeyPairSync, sign as rawSign } from "node:crypto";
import { CompactSign, exportJWK, UnsecuredJWT } from "jose";
import { describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { type JwtContent, readJwt, signJwt } from "./jwt";
import { signingKeys } from "./signing-keys";

const [key] = signingKeys();
if (!key) throw new Error("no key");
const id = "5a0a6c43-1f2c-4b5b-8d53-5d7a0b1c2d3e";
const content: JwtContent = {
  ...{ kind: "access", accountPublicId: "W7K-4RT-9X2P", userId: id, tokenId: id },
  ...{ issuedAt: new Date(1_800_000_000_000), expiresAt: new Date(1_800_003_600_000) },
};
const encode = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const header = { alg: "ES256", kid: key.kid, typ: "at+jwt" };
const claims = {
  ...{ iss: env().PUBLIC_URL, aud: "W7K-4RT-9X2P", sub: id, jti: id },
  ...{ iat: 1_800_000_000, nbf: 1_800_000_000, exp: 1_800_003_600 },
};
const without = (name: keyof typeof claims) => ({ ...claims, [name]: undefined });
/** Signed by our own key, whatever stands in it. */
const ours = (payload: unknown, head: object = header) =>
  new CompactSign(new TextEncoder().encode(typeof payload === "string" ? payload : JSON.stringify(payload)))
    .setProtectedHeader({ ...header, ...head })
    .sign(key.privateKey);
/** Signed by our own key byte for byte, where a library would refuse to make it. */
const raw = (head: unknown, payload: unknown = claims) => {
  const input = `${encode(head)}.${encode(payload)}`;
  const signature = rawSign("sha256", Buffer.from(input), { key: key.privateKey, dsaEncoding: "ieee-p1363" });
  return `${input}.${signature.toString("base64url")}`;
};
const parts = async () => (await signJwt(content)).split(".") as [string, string, string];
const strangers = generateKeyPairSync("ec", { namedCurve: "P-256" });
const byStranger = (head: object = {}) =>
  new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ ...header, ...head })
    .sign(strangers.privateKey);
const hmacWith = (secret: string | Buffer, alg = "HS256") => {
  const input = `${encode({ ...header, alg })}.${encode(claims)}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
};

describe("a JWT of ours", () => {
  test.each(["jwt", "access"] as const)("says what kind it is: %s", async (kind) => {
    const token = await signJwt({ ...content, kind });
    expect(await readJwt(token)).toBe(kind);
    expect(token.length, "it hardly fits into the cap").toBeLessThan(1024);
  });

  test("says whose it is, and how long, in whole seconds", async () => {
    const [, payload] = await parts();
    expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toEqual(claims);
  });

  test("is read whatever our own clock says: its row decides about time", async () => {
    expect(await readJwt(await signJwt({ ...content, issuedAt: new Date(0), expiresAt: new Date(60_000) }))).toBe(
      "access",
    );
  });
});

const pem = key.publicKey.export({ type: "spki", format: "pem" }).toString();
const der = key.publicKey.export({ type: "spki", format: "der" });

/** None of them may cost a query (V6, RFC 8725). */
const forgeries: [string, () => string | Promise<string>][] = [
  ["unsigned, alg none", () => new UnsecuredJWT(claims).encode()],
  ...["none", "None", "NONE", "nOnE"].map((alg): [string, () => string] => [
    `alg ${alg} without a signature`,
    () => `${encode({ ...header, alg })}.${encode(claims)}.`,
  ]),
  ["alg none with our signature", () => raw({ ...header, alg: "none" })],
  ["alg HS256 under our public key, PEM", () => hmacWith(pem)],
  ["alg HS256 under our public key, DER", () => hmacWith(der)],
  ["alg HS256 under our key's x", () => hmacWith(Buffer.from(key.jwk.x, "base64url"))],
  ["alg HS256 under nothing", () => hmacWith("")],
  ["alg HS512", () => hmacWith(pem, "HS512")],
  ...["ES384", "ES512", "ES256K", "RS256", "PS256", "EdDSA", "HS256", "es256", "", "ES256 "].map(
    (alg): [string, () => string] => [`our signature, called ${JSON.stringify(alg)}`, () => raw({ ...header, alg })],
  ),
  ["no alg", () => raw({ kid: key.kid, typ: "at+jwt" })],
  ["alg that is a list", () => raw({ ...header, alg: ["ES256"] })],
  ["a stranger's key under our kid", () => byStranger()],
  ["a stranger's key under his own kid", () => byStranger({ kid: "stranger" })],
  ["a stranger's key without a kid", () => byStranger({ kid: undefined })],
  ["a stranger's key in the header", async () => byStranger({ jwk: await exportJWK(strangers.publicKey) })],
  ["a stranger's key at an address", () => byStranger({ jku: "https://stranger.test/jwks.json" })],
  ["a stranger's certificate", () => byStranger({ x5c: ["MIIB"] })],
  ["a stranger's certificate at an address", () => byStranger({ x5u: "https://stranger.test/c.pem" })],
  ...["../keys", "' OR 1=1 --", "/dev/null", "", `${key.kid} `, key.kid.toUpperCase()].map(
    (kid): [string, () => string] => [`kid ${JSON.stringify(kid)}`, () => raw({ ...header, kid })],
  ),
  ["kid that is a number", () => raw({ ...header, kid: 1 })],
  ["kid that is null", () => raw({ ...header, kid: null })],
  ...["JWT", "jwt", "AT+JWT", "application/at+jwt", "", "refresh+jwt"].map((typ): [string, () => Promise<string>] => [
    `typ ${JSON.stringify(typ)}`,
    () => ours(claims, { typ }),
  ]),
  ["no typ", () => ours(claims, { typ: undefined })],
  ["a critical header that nobody knows", () => raw({ ...header, crit: ["exp"], exp: 1 })],
  ["an unencoded payload", () => raw({ ...header, b64: false, crit: ["b64"] })],
  ["another issuer", () => ours({ ...claims, iss: "https://stranger.test" })],
  ["our issuer with a slash", () => ours({ ...claims, iss: `${env().PUBLIC_URL}/` })],
  ["a list of issuers", () => ours({ ...claims, iss: [env().PUBLIC_URL] })],
  ["a list of audiences", () => ours({ ...claims, aud: ["W7K-4RT-9X2P"] })],
  ...(Object.keys(claims) as (keyof typeof claims)[]).map((name): [string, () => Promise<string>] => [
    `no ${name}`,
    () => ours(without(name)),
  ]),
  ["exp that is text", () => ours({ ...claims, exp: "1800003600" })],
  ["exp with a fraction", () => ours({ ...claims, exp: 1_800_003_600.5 })],
  ["exp that is too large", () => ours({ ...claims, exp: 1e300 })],
  ["nbf that is null", () => ours({ ...claims, nbf: null })],
  ["iat before 1970", () => ours({ ...claims, iat: -1 })],
  ["jti that is no id", () => ours({ ...claims, jti: "1" })],
  ["sub that is no id", () => ours({ ...claims, sub: "admin" })],
  ["a claim more", () => ours({ ...claims, role: "admin" })],
  ["a payload that is no JSON", () => ours("{")],
  ["a payload that is a list", () => ours([claims])],
  ["a payload that is null", () => ours("null")],
  [
    "a payload of another token",
    async () => {
      const [head, , signature] = await parts();
      return `${head}.${encode({ ...claims, sub: "6b0a6c43-1f2c-4b5b-8d53-5d7a0b1c2d3e" })}.${signature}`;
    },
  ],
  [
    "a signature of zeros",
    async () => {
      const [head, payload] = await parts();
      return `${head}.${payload}.${Buffer.alloc(64).toString("base64url")}`;
    },
  ],
  [
    "half a signature",
    async () => {
      const [head, payload, signature] = await parts();
      return `${head}.${payload}.${signature.slice(0, 43)}`;
    },
  ],
  [
    "a signature in DER",
    () => {
      const input = `${encode(header)}.${encode(claims)}`;
      return `${input}.${rawSign("sha256", Buffer.from(input), key.privateKey).toString("base64url")}`;
    },
  ],
  ["no signature", async () => `${(await parts()).slice(0, 2).join(".")}.`],
  ["two parts", async () => (await parts()).slice(0, 2).join(".")],
  ["four parts", async () => `${await signJwt(content)}.${encode("x")}`],
  ["five parts, as if it were encrypted", async () => `${await signJwt(content)}.x.y`],
  ["blanks about it", async () => ` ${await signJwt(content)} `],
  ["base64 with padding", async () => `${await signJwt(content)}=`],
  ["a JWT in a JWT", async () => ours({ ...claims, jti: await signJwt(content) })],
  ["a megabyte", () => ours({ ...claims, aud: "a".repeat(1_000_000) })],
  ["over the cap by a little", () => ours({ ...claims, aud: "a".repeat(1500) })],
];

describe(`${forgeries.length} forgeries are nothing (V6)`, () => {
  test("there are enough of them", () => expect(forgeries.length).toBeGreaterThanOrEqual(60));
  test.each(forgeries)("%s", async (_what, forge) => expect(await readJwt(await forge())).toBeNull());
});

test("a JWT that lost or changed any one character is nothing", async () => {
  const token = await signJwt(content);
  const taken: string[] = [];
  for (let at = 0; at < token.length; at++) {
    for (const one of [
      token.slice(0, at) + token.slice(at + 1),
      `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`,
    ]) {
      if (await readJwt(one)) taken.push(one);
    }
  }
  // The last character of a base64url signature carries two bits that mean nothing: the digest of the whole token tells those apart.
  expect(taken.filter((one) => one.slice(0, -1) !== token.slice(0, -1))).toEqual([]);
});
