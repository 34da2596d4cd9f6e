import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { env } from "@/lib/env";
import { buildApi } from "./app";
import { verifyInput } from "./verify";

const app = await buildApi();
afterAll(() => app.close());
const response = await app.inject({ url: "/openapi.json" });

const operation = z.object({
  summary: z.string().min(5),
  tags: z.array(z.string()).length(1),
  security: z.array(z.record(z.string(), z.array(z.never()))).optional(),
  requestBody: z.unknown().optional(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(["query", "path", "header"]) })).optional(),
  responses: z.record(
    z.string().regex(/^\d{3}$/),
    z.object({
      description: z.string().min(1),
      // 204 has none.
      content: z.record(z.string(), z.looseObject({ schema: z.looseObject({}) })).default({}),
    }),
  ),
});
const document = z
  .object({
    openapi: z.literal("3.1.0"),
    servers: z.array(z.object({ url: z.string() })),
    tags: z.array(z.object({ name: z.string() })),
    paths: z.record(z.string(), z.record(z.string(), operation)),
    components: z.object({
      securitySchemes: z.record(z.string(), z.looseObject({ type: z.string() })),
      schemas: z.record(z.string(), z.looseObject({})),
    }),
  })
  .parse(response.json());
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]) => ({ path, method, ...one })),
);

/** All that a `$ref` points to, found or not. */
const references = [...response.body.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);

describe("/openapi.json", () => {
  test("is JSON, at the configured address", () => {
    expect(response.statusCode).toBe(200);
    expect(response.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(document.servers).toEqual([{ url: env().PUBLIC_URL }]);
  });

  test("names every operation there is, and no other", () => {
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      "delete /api/v1/auth/private_tokens/{id}/",
      "delete /user/apiKey/{id}",
      "delete /v1/accounts/{account}/passcodes/{id}",
      "delete /v1/accounts/{account}/service-keys/{id}",
      "delete /v1/accounts/{account}/tokens",
      "delete /v1/accounts/{account}/tokens/{id}",
      "delete /v1/accounts/{account}/users/{id}",
      "delete /v1/accounts/{account}/users/{id}/passcode",
      "delete /v1/self/totp",
      "delete /v1/token_auth",
      "get /.well-known/jwks.json",
      "get /1/events.json",
      "get /1/profile.json",
      "get /api/User/my",
      "get /api/v1/User/my",
      "get /api/v1/auth/private_tokens/",
      "get /api/v3/LoginConfiguration",
      "get /api/v3/auth/jwt",
      "get /api/v3/customer/my",
      "get /c42api/v3/LoginConfiguration",
      "get /c42api/v3/auth/jwt",
      "get /c42api/v3/customer/my",
      "get /healthz",
      "get /metrics",
      "get /openapi.json",
      "get /readyz",
      "get /user/apiKey/{id}",
      "get /user/authenticate",
      "get /user/users/me",
      "get /v1/accounts/{account}",
      "get /v1/accounts/{account}/api_key",
      "get /v1/accounts/{account}/audit",
      "get /v1/accounts/{account}/passcodes",
      "get /v1/accounts/{account}/passcodes/{id}",
      "get /v1/accounts/{account}/service-keys",
      "get /v1/accounts/{account}/tokens",
      "get /v1/accounts/{account}/users",
      "get /v1/accounts/{account}/users/{id}",
      "get /v1/auth",
      "get /v1/connect",
      "get /v1/self",
      "get /v1/self/passcode",
      "get /v1/token_auth",
      "patch /v1/accounts/{account}",
      "patch /v1/accounts/{account}/passcodes/{id}",
      "patch /v1/accounts/{account}/passcodes/{id}/rotation",
      "patch /v1/accounts/{account}/users/{id}",
      "patch /v1/accounts/{account}/users/{id}/passcode",
      "post /1/upload",
      "post /api/v1/auth/login/",
      "post /api/v1/auth/private_tokens/",
      "post /api/v1/auth/refresh/",
      "post /user/apiKey",
      "post /user/authenticate",
      "post /user/authenticate/logout",
      "post /user/authenticate/strategy",
      "post /v1/accounts/{account}/passcodes",
      "post /v1/accounts/{account}/passcodes/{id}/retire-old",
      "post /v1/accounts/{account}/passcodes/{id}/rotate",
      "post /v1/accounts/{account}/service-keys",
      "post /v1/accounts/{account}/users/invitations",
      "post /v1/accounts/{account}/users/{id}/passcode",
      "post /v1/accounts/{account}/users/{id}/passcode/reset",
      "post /v1/introspect",
      "post /v1/self/totp",
      "post /v1/self/totp/confirm",
      "post /v1/verify",
      "put /v1/accounts/{account}/api_key",
      "put /v1/api_auth",
      "put /v1/user_auth",
    ]);
  });

  test("every path it names is answered, with a status that it names", async () => {
    for (const { path, method, responses } of operations) {
      const { statusCode } = await app.inject({ method: method.toUpperCase() as "GET", url: path });
      expect(Object.keys(responses), `${method} ${path}`).toContain(String(statusCode));
    }
  });

  test("who needs a credential says which, and that it may be refused", () => {
    const takesHeader = ({ path }: { path: string }) =>
      /^\/(v1|1)\//.test(path) && !/^\/v1\/(api|user)_auth$/.test(path);
    for (const { path, security, responses } of operations.filter(takesHeader)) {
      expect(security?.length, path).toBeGreaterThan(0);
      expect(Object.keys(responses), path).toEqual(expect.arrayContaining(["401", "503"]));
      expect(
        Object.keys(responses).filter((status) => status.startsWith("2")),
        path,
      ).toHaveLength(1);
      for (const scheme of security?.flatMap(Object.keys) ?? []) {
        expect(document.components.securitySchemes, path).toHaveProperty(scheme);
      }
    }
    expect(document.components.securitySchemes).toMatchObject({
      accountId: { type: "apiKey", in: "header", name: "X-CleverTap-Account-Id" },
      passcode: { type: "apiKey", in: "header", name: "X-CleverTap-Passcode" },
      serviceKey: { type: "http", scheme: "bearer" },
      sessionToken: { type: "http", scheme: "bearer" },
    });
  });

  test("every reference leads somewhere, and nothing lies about unused", () => {
    expect(new Set(references)).toEqual(new Set(Object.keys(document.components.schemas)));
    expect(references.length).toBeGreaterThan(5);
  });

  test("refusals are problems, but for those of the dialects", () => {
    for (const { path, responses } of operations) {
      for (const [status, { content }] of Object.entries(responses)) {
        if (Number(status) < 400 || path === "/readyz" || path === "/v1/auth") continue;
        const dialect =
          /^\/(1|user|c42api|api)\//.test(path) ||
          /^\/v1\/(connect|(api|user|token)_auth|accounts\/[^/]+\/api_key)$/.test(path);
        expect(Object.keys(content), `${path} ${status}`).toEqual([
          dialect ? "application/json" : "application/problem+json",
        ]);
      }
    }
  });

  test("the body of /v1/verify is described by the schema that checks it, and its examples pass", () => {
    const [verify] = operations.filter(({ path }) => path === "/v1/verify");
    const body = z
      .object({
        content: z.object({
          "application/json": z.object({
            schema: z.looseObject({
              properties: z.record(z.string(), z.unknown()),
              additionalProperties: z.literal(false),
            }),
            examples: z.record(z.string(), z.object({ value: z.unknown() })),
          }),
        }),
      })
      .parse(verify?.requestBody).content["application/json"];
    expect(Object.keys(body.schema.properties)).toEqual(Object.keys(verifyInput.shape));
    const examples = Object.values(body.examples);
    expect(examples).toHaveLength(2);
    for (const { value } of examples) expect(verifyInput.safeParse(value).success).toBe(true);
  });
});
