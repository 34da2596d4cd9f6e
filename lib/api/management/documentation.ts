import { z } from "zod";
import { problemResponse } from "@/lib/api/openapi";
import { type Action, permissions } from "@/lib/core/permissions";

const account = z.string().meta({ description: "The public account id", examples: ["W7K-4RT-9X2P"] });
const id = z.uuid().meta({ examples: ["0e3d6a3c-8f8b-4d0e-9d0b-0b6f3a4c5d6e"] });

export const accountPath = z.object({ account });
export const passcodePath = z.object({ account, id: id.describe("The passcode's id, stable over rotations") });
export const userPath = z.object({ account, id: id.describe("The user's id: his membership's in this account") });
export const tokenPath = z.object({ account, id: id.describe("The token's id") });
export const serviceKeyPath = z.object({ account, id: id.describe("The service key's id") });

export const idempotencyHeaders = z.object({
  "Idempotency-Key": z
    .string()
    .optional()
    .meta({
      description:
        "1–255 visible ASCII characters. For 24 hours a repeat gives the first answer and `Idempotent-Replayed: true`; for 15 minutes with its secret.",
      examples: ["7f3a7f0e-create-acme"],
    }),
});

const managerSecurity: Record<string, string[]>[] = [{ serviceKey: [] }, { sessionToken: [] }];

/** What the document says of an operation; the scope comes out of the one table of rights. */
export function operation(action: Action, tag: string, summary: string, more = "") {
  const grant = permissions[action];
  const scope = "scope" in grant ? `Scope: \`${grant.scope}\`.` : "";
  return {
    summary,
    description: [scope, more].filter(Boolean).join(" "),
    tags: [tag],
    security: managerSecurity,
  };
}

/** Examples of a body. zod leaves the usual ones out where a schema changes what it reads. */
export const examples = (...values: Record<string, unknown>[]) => ({
  "x-examples": Object.fromEntries(values.map((value, index) => [`example${index + 1}`, { value }])),
});

/** A page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    data: z.array(item),
    next_cursor: z.string().nullable().describe("For the next page, as `cursor`; null: this is the last one"),
  });

const credentials = {
  401: problemResponse("`credential_required`, `credential_invalid`, `credential_expired`"),
  403: problemResponse(
    "`insufficient_scope` of a service key; `forbidden`: the user's role does not allow it, or another kind of credential",
  ),
  404: problemResponse("`not_found`: no such thing in this account, or another's account"),
  405: problemResponse("`method_not_allowed`; see `Allow`"),
  503: problemResponse("`unavailable`: it cannot be told at the moment; see `Retry-After`"),
};

/** The refusals of every call that reads. */
export const readRefusals = {
  400: problemResponse("`multiple_credentials`"),
  ...credentials,
  422: problemResponse("`invalid_request`: an unknown parameter, one sent twice, or one that does not fit"),
};

/** The refusals of every call that changes. */
export const writeRefusals = {
  400: problemResponse("`malformed_json`, `multiple_credentials`"),
  ...credentials,
  413: problemResponse("`payload_too_large`: over 1 MB"),
  415: problemResponse("`unsupported_media_type`"),
  422: problemResponse("`invalid_request`: unknown fields, wrong types, values out of bounds; `errors` says which"),
};

/** And of those that take an `Idempotency-Key`. @param conflicts what else is a 409 there. */
export const idempotentRefusals = (conflicts: string) => ({
  ...writeRefusals,
  409: problemResponse(
    [conflicts, "`idempotency_in_flight`: the first request is still under way"].filter(Boolean).join(", "),
  ),
  422: problemResponse("`invalid_request`; `idempotency_key_reused`: the key came with another body"),
});

/** 204, without a body. */
export const done = (description: string) => z.undefined().describe(description);
