import { METHODS } from "node:http";
import { z } from "zod";
import type { Api } from "./api";
import type { Decide } from "./decide";
import { passcodeHook, passcodeRefusal, passcodeRefusals, passcodeSecurity } from "./dialects/passcode";
import { Refusal } from "./refusal";

const documentation = { tags: ["Sample upstream"], security: passcodeSecurity };
const success = z.literal("success");
const sampleRecord = { name: "Sample Profile", profileData: {}, events: {} };

/**
 * An API to try passcodes on, in the place of the one that Watchword protects, so that seed 000's examples and the npm client
 * `clevertap` run as printed. No `cursor` in the answers: that client would ask for the next page for ever.
 */
export function registerSampleUpstream(app: Api, decide: Decide): void {
  const onRequest = passcodeHook(decide);
  app.route({
    method: "GET",
    url: "/1/events.json",
    onRequest,
    handler: async () => ({ status: "success" as const, records: [] }),
    schema: {
      ...documentation,
      summary: "No events",
      response: { 200: z.object({ status: success, records: z.array(z.unknown()) }), ...passcodeRefusals },
    },
  });
  app.route({
    method: "GET",
    url: "/1/profile.json",
    onRequest,
    handler: async () => ({ status: "success", record: sampleRecord }) as const,
    schema: {
      ...documentation,
      summary: "A profile",
      response: {
        200: z.object({ status: success, record: z.looseObject({ name: z.string() }) }),
        ...passcodeRefusals,
      },
    },
  });
  registerUpload(app, onRequest);
  app.route({
    // Node hands CONNECT to no request handler.
    method: METHODS.filter((method) => !["HEAD", "CONNECT"].includes(method)),
    url: "/1/*",
    onRequest: [
      onRequest,
      async () => {
        throw new Refusal("not_found", "There is nothing at this address.");
      },
    ],
    handler: () => undefined,
    schema: { hide: true },
  });
}

function registerUpload(app: Api, onRequest: ReturnType<typeof passcodeHook>): void {
  const message = "d must be an array of records";
  app.route({
    method: "POST",
    url: "/1/upload",
    onRequest,
    handler: async ({ body }) => ({ status: "success" as const, processed: body.d.length, unprocessed: [] }),
    schema: {
      ...documentation,
      summary: "Takes records, keeps none",
      body: z
        .object({ d: z.array(z.unknown(), message) }, message)
        .meta({ examples: [{ d: [{ identity: "1", type: "profile", profileData: { Name: "Ada" } }] }] }),
      response: {
        200: z.object({ status: success, processed: z.int(), unprocessed: z.array(z.unknown()) }),
        400: passcodeRefusal("Not JSON, or without an array `d`"),
        413: passcodeRefusal("Over 1 MB"),
        415: passcodeRefusal("Not `application/json`"),
        ...passcodeRefusals,
      },
    },
  });
}
