import { z } from "zod";
import type { Api } from "@/lib/api/api";
import { authenticate } from "@/lib/api/authenticate";
import type { Decide } from "@/lib/api/decide";
import { requestInfoOf } from "@/lib/api/request-info";
import { basicKinds, type Taken } from "@/lib/api/taken";
import { userActor } from "@/lib/api/user-actor";
import { readProfile } from "@/lib/core/user/read-profile";
import { v1Refusal, v3Refusal } from "./basic-refusal";
import { splitName } from "./split-name";

/** A JWT of this dialect, wherever it may stand. */
const byToken: Taken = { bearer: ["jwt"], v3_user_token: ["jwt"], cookie: ["jwt"] };
const tokenSecurity: Record<string, string[]>[] = [{ jwt: [] }, { jwtCookie: [] }];

const userSchema = z.object({
  metadata: z.object({ timestamp: z.iso.datetime(), params: z.object({}) }),
  data: z
    .object({
      userId: z.int().describe("`org_user_id` of the management API"),
      userUid: z.string().describe("`id` of the management API"),
      username: z.string(),
      email: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      active: z.literal(true),
    })
    .meta({ id: "BasicUser" }),
});
const customerSchema = z.object({ data: z.object({ tenantUid: z.string().describe("The public account id") }) });

/** What a JWT of this dialect reads, and in version 1 Basic too (seed 003, WIRE.md section 4). */
export function registerBasicReads(app: Api, decide: Decide, at: { v3: string[]; v1: string[]; tags: string[] }): void {
  for (const url of at.v3) registerCustomer(app, decide, url, at.tags);
  for (const url of at.v1) registerUser(app, decide, url, at.tags);
}

function registerCustomer(app: Api, decide: Decide, url: string, tags: string[]): void {
  app.route({
    method: "GET",
    url,
    handler: async (request, reply): Promise<z.output<typeof customerSchema>> => {
      const { credential } = await authenticate(decide, byToken, request, reply);
      return { data: { tenantUid: credential.account_id } };
    },
    schema: {
      summary: "The account of the user who calls",
      tags,
      security: tokenSecurity,
      response: {
        200: customerSchema.describe("Which it is"),
        400: v3Refusal("Two credentials that differ"),
        401: v3Refusal("`UNAUTHORIZED`: no JWT of this dialect, or one that is over"),
        405: v3Refusal("Another method than those in `Allow`"),
        503: v3Refusal("It cannot be told at the moment; see `Retry-After`"),
      },
    },
  });
}

function registerUser(app: Api, decide: Decide, url: string, tags: string[]): void {
  app.route({
    method: "GET",
    url,
    handler: async (request, reply): Promise<z.output<typeof userSchema>> => {
      const accepted = await authenticate(decide, { ...byToken, basic: basicKinds }, request, reply);
      const actor = await userActor(accepted);
      const { org_user_id: userId, name, email } = await readProfile({ actor, request: requestInfoOf(request) }, {});
      const { first: firstName, last: lastName } = splitName(name);
      const user = { userId, userUid: actor.membershipId, username: email, email, firstName, lastName };
      return {
        metadata: { timestamp: new Date().toISOString(), params: {} },
        data: { ...user, active: true },
      };
    },
    schema: {
      summary: "The user who calls",
      description: "By a JWT of this dialect or, where no TOTP is needed, by Basic.",
      tags,
      security: [...tokenSecurity, { basic: [] }],
      response: {
        200: userSchema.describe("Who he is"),
        400: v1Refusal("Two credentials that differ"),
        401: v1Refusal(
          "`Invalid or missing credentials`; to who is known and needs a JWT, or must do something first, `Could not authenticate user`",
        ),
        405: v1Refusal("Another method than those in `Allow`"),
        429: v1Refusal("Too many failed attempts; see `Retry-After`"),
        503: v1Refusal("It cannot be told at the moment; see `Retry-After`"),
      },
    },
  });
}
