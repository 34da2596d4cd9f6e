import { z } from "zod";
import { signingKeys } from "@/lib/core/jwt/signing-keys";
import type { Api } from "./api";
import { problemResponse } from "./openapi";

const jwkSchema = z.object({
  ...{ kty: z.literal("EC"), crv: z.literal("P-256"), x: z.string(), y: z.string() },
  ...{ kid: z.string(), alg: z.literal("ES256"), use: z.literal("sig") },
});

/**
 * `GET /.well-known/jwks.json`: the keys that our JWTs are signed with, for who checks them by himself (RFC 7517). He learns of no
 * revocation.
 */
export function registerJwks(app: Api): void {
  app.route({
    method: "GET",
    url: "/.well-known/jwks.json",
    handler: async (_request, reply) => {
      reply.header("cache-control", "public, max-age=300");
      return { keys: signingKeys().map(({ jwk }) => jwk) };
    },
    schema: {
      summary: "The keys that our JWTs are signed with",
      description:
        "The current one first, then the previous one. Who checks a JWT by himself learns of no revocation: ask `/v1/auth` or `/v1/verify`.",
      tags: ["Decide"],
      response: {
        200: z.object({ keys: z.array(jwkSchema) }).describe("ES256 alone"),
        405: problemResponse("`method_not_allowed`"),
      },
    },
  });
}
