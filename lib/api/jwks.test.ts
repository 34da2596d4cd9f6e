import { importJWK, jwtVerify } from "jose";
import { afterAll, expect, test } from "vitest";
import { signJwt } from "@/lib/core/jwt/jwt";
import { env } from "@/lib/env";
import { buildApi } from "./app";

const app = await buildApi();
afterAll(() => app.close());

test("/.well-known/jwks.json checks our JWTs, and holds nothing private", async () => {
  const answer = await app.inject({ url: "/.well-known/jwks.json" });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toContain("application/json");
  expect(answer.headers["cache-control"], "every check would ask us").toBe("public, max-age=300");
  const { keys } = answer.json();
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) {
    expect(Object.keys(key).sort(), "the private key is public").toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
  }
  const [at, id] = [new Date(), "5a0a6c43-1f2c-4b5b-8d53-5d7a0b1c2d3e"];
  const token = await signJwt({
    ...{ kind: "access", accountPublicId: "W7K-4RT-9X2P", userId: id, tokenId: id },
    ...{ issuedAt: at, expiresAt: new Date(at.getTime() + 3_600_000) },
  });
  const options = { issuer: env().PUBLIC_URL, audience: "W7K-4RT-9X2P", typ: "at+jwt", algorithms: ["ES256"] };
  const { payload } = await jwtVerify(token, await importJWK(keys[0]), options);
  expect(payload.sub).toBe(id);
});
