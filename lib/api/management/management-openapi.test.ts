import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { buildApi } from "@/lib/api/app";
import { accountView } from "@/lib/core/account/account-view";
import { updateAccountInput } from "@/lib/core/account/update-account";
import { auditEventView, listAuditEventsInput } from "@/lib/core/audit/list-audit-events";
import { invitedView, inviteUsersInput } from "@/lib/core/invitation/invite-users";
import { changeRotationInput } from "@/lib/core/passcode/change-rotation";
import { createPasscodeInput } from "@/lib/core/passcode/create-passcode";
import { listPasscodesInput } from "@/lib/core/passcode/list-passcodes";
import { passcodeView } from "@/lib/core/passcode/passcode-view";
import { rotatePasscodeInput } from "@/lib/core/passcode/rotate-passcode";
import { updatePasscodeInput } from "@/lib/core/passcode/update-passcode";
import { createServiceKeyInput } from "@/lib/core/service-key/create-service-key";
import { listServiceKeysInput } from "@/lib/core/service-key/list-service-keys";
import { serviceKeyView } from "@/lib/core/service-key/service-key-view";
import { listTokensInput } from "@/lib/core/token/list-tokens";
import { listUsersInput } from "@/lib/core/user/list-users";
import { updateUserInput } from "@/lib/core/user/update-user";
import { userPasscodeView, userView } from "@/lib/core/user/user-view";
import { grantUserPasscodeInput } from "@/lib/core/user-passcode/grant-user-passcode";
import { updateUserPasscodeInput } from "@/lib/core/user-passcode/update-user-passcode";

const app = await buildApi();
afterAll(() => app.close());

const media = z.looseObject({
  schema: z.looseObject({ properties: z.record(z.string(), z.unknown()).optional(), $ref: z.string().optional() }),
  example: z.unknown().optional(),
  examples: z.record(z.string(), z.object({ value: z.unknown() })).optional(),
});
const operation = z.looseObject({
  description: z.string(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean() })),
  requestBody: z.object({ content: z.object({ "application/json": media }) }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: z.record(z.string(), media).optional() })),
});
const document = z
  .object({
    paths: z.record(z.string(), z.record(z.string(), z.unknown())),
    components: z.looseObject({
      schemas: z.record(z.string(), z.looseObject({ examples: z.array(z.unknown()).optional() })),
    }),
  })
  .parse((await app.inject({ url: "/openapi.json" })).json());

const base = "/v1/accounts/{account}";
const one = `${base}/passcodes/{id}`;
const user = `${base}/users/{id}`;
const id = "0e3d6a3c-8f8b-4d0e-9d0b-0b6f3a4c5d6e";
const read = (method: string, path: string) => operation.parse(document.paths[path]?.[method]);
const fieldsOf = (schema: z.ZodObject, ...without: string[]) =>
  Object.keys(schema.shape).filter((field) => !without.includes(field));

const bodies: [string, string, z.ZodObject, object, string[]][] = [
  ["patch", base, updateAccountInput, {}, []],
  ["post", `${base}/passcodes`, createPasscodeInput, {}, []],
  ["patch", one, updatePasscodeInput, { id }, ["id"]],
  ["post", `${one}/rotate`, rotatePasscodeInput, { id }, ["id"]],
  ["patch", `${one}/rotation`, changeRotationInput, { id }, ["id"]],
  ["post", `${base}/users/invitations`, inviteUsersInput, {}, []],
  ["patch", user, updateUserInput, { id }, ["id"]],
  ["post", `${user}/passcode`, grantUserPasscodeInput, { id }, ["id"]],
  ["patch", `${user}/passcode`, updateUserPasscodeInput, { id }, ["id"]],
  ["post", `${base}/service-keys`, createServiceKeyInput, {}, ["account"]],
];

describe("the document of the management API", () => {
  test.each(bodies)(
    "%s %s: the body is what the core takes, and its examples pass",
    (method, path, schema, own, without) => {
      const body = read(method, path).requestBody?.content["application/json"];
      expect(Object.keys(body?.schema.properties ?? {})).toEqual(fieldsOf(schema, ...without));
      expect(body?.schema.additionalProperties).toBe(false);
      const examples = [...Object.values(body?.examples ?? {}).map(({ value }) => value), body?.example].filter(
        Boolean,
      );
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) schema.parse({ ...(example as object), ...own });
    },
  );

  test.each<[string, z.ZodObject, string[]]>([
    [`${base}/passcodes`, listPasscodesInput, ["offset"]],
    [`${base}/users`, listUsersInput, ["offset"]],
    [`${base}/service-keys`, listServiceKeysInput, ["offset"]],
    [`${base}/tokens`, listTokensInput, ["offset"]],
    [`${base}/audit`, listAuditEventsInput, ["offset", "target_id"]],
  ])("get %s: the parameters are what the core takes", (path, schema, without) => {
    const query = read("get", path).parameters.filter((parameter) => parameter.in === "query");
    expect(query.map(({ name }) => name)).toEqual(fieldsOf(schema, ...without));
    expect(query.filter(({ required }) => required)).toEqual([]);
  });

  test("every call names its path's parameters, its scope and all its refusals, as problems", () => {
    const isOurs = ([path]: [string, unknown]) => path.startsWith(base) && !path.endsWith("/api_key");
    for (const [path, methods] of Object.entries(document.paths).filter(isOurs)) {
      for (const method of Object.keys(methods)) {
        const { parameters, description, responses, requestBody } = read(method, path);
        const what = `${method} ${path}`;
        const inPath = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => `{${name}}`);
        expect(inPath, what).toEqual(path.match(/\{\w+\}/g));
        expect(description, what).toMatch(/^Scope: `[a-z-]+:(read|write)`\./);
        const refusals = ["400", "401", "403", "404", "405", "422", "503", ...(requestBody ? ["413", "415"] : [])];
        expect(Object.keys(responses), what).toEqual(expect.arrayContaining(refusals));
        for (const status of refusals)
          expect(Object.keys(responses[status]?.content ?? {}), what).toEqual(["application/problem+json"]);
      }
    }
  });

  test("those that may be repeated, and no others, take an Idempotency-Key", () => {
    const takers = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => JSON.stringify(methods[method]).includes('"Idempotency-Key"'))
        .map(() => path),
    );
    const grants = [`${user}/passcode`, `${user}/passcode/reset`];
    expect(takers.sort()).toEqual([`${base}/passcodes`, `${one}/rotate`, ...grants, `${base}/service-keys`].sort());
  });

  test.each<[string, z.ZodType]>([
    ["Account", accountView.strict()],
    ["Passcode", passcodeView.strict()],
    ["NewPasscode", passcodeView.extend({ passcode: z.string() }).strict()],
    ["User", userView.extend({ passcode: userPasscodeView.strict().nullable() }).strict()],
    ["UserPasscode", userPasscodeView.strict()],
    ["Invited", z.strictObject({ data: z.array(invitedView.strict()) })],
    ["ServiceKey", serviceKeyView.strict()],
    ["NewServiceKey", z.strictObject({ id: z.uuid(), name: z.string(), scopes: z.array(z.string()), key: z.string() })],
    ["AuditEvent", auditEventView.omit({ detail: true }).strict()],
  ])("the examples of %s are what it says", (name, schema) => {
    const examples = document.components.schemas[name]?.examples ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) schema.parse(example);
  });
});
