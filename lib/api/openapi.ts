import swagger from "@fastify/swagger";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import { env } from "@/lib/env";
import type { Api } from "./api";
import { jwtCookie } from "./credentials";
import { problemSchema } from "./problem";

/** A problem, for the OpenAPI document. */
export const problemResponse = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});

const tags = [
  "Decide",
  "Temporary tokens",
  "Session tokens",
  "Access and private tokens",
  "Basic and JWT",
  "Own credentials",
  "Passcodes",
  "Users",
  "User passcodes",
  "Account",
  "Service keys",
  "Tokens",
  "Audit log",
  "Sample upstream",
  "Running",
];

const header = (name: string) => ({ type: "apiKey", in: "header", name }) as const;

/** Collects what is registered after it into one document, out of the schemas that validate. */
export async function collectOpenApi(app: Api): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Watchword",
        version: "1",
        description: "Verifies API credentials, in the dialects that clients already speak, and manages them.",
      },
      servers: [{ url: env().PUBLIC_URL }],
      tags: tags.map((name) => ({ name })),
      components: {
        securitySchemes: {
          accountId: header("X-CleverTap-Account-Id"),
          passcode: header("X-CleverTap-Passcode"),
          accountIdAlias: header("X-Account-Id"),
          passcodeAlias: header("X-Passcode"),
          serviceKey: { type: "http", scheme: "bearer", bearerFormat: "wwsk_…" },
          apiKey: header("x-api-key"),
          temporaryToken: header("X-Auth-Token"),
          basic: { type: "http", scheme: "basic" },
          jwt: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
          jwtCookie: { type: "apiKey", in: "cookie", name: jwtCookie },
          sessionToken: { type: "http", scheme: "bearer", bearerFormat: "wwst_…" },
          accessToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
          privateToken: { type: "http", scheme: "bearer", bearerFormat: "wwpt_…" },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
  });
}

type Document = ReturnType<typeof jsonSchemaTransformObject>;

/**
 * Every named schema comes twice, for what is sent and for what is answered; the one that nothing refers to is left out, then what
 * only that one referred to.
 */
function withoutUnused(document: Document): Document {
  if (!("components" in document) || !document.components?.schemas) return document;
  const schemas = document.components.schemas;
  const text = JSON.stringify(document);
  const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`));
  for (const name of unused) delete schemas[name];
  return unused.length > 0 ? withoutUnused(document) : document;
}

/** `GET /openapi.json`. */
export function registerOpenApi(app: Api): void {
  app.route({
    method: "GET",
    url: "/openapi.json",
    handler: async () => ({ ...app.swagger(), openapi: "3.1.0" }),
    schema: {
      summary: "This document",
      tags: ["Running"],
      response: { 200: z.looseObject({ openapi: z.string() }).describe("OpenAPI 3.1") },
    },
  });
}
