import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { digestSecret } from "@/lib/core/secrets";
import { env } from "@/lib/env";
import { metrics } from "@/lib/metrics";
import type { Api } from "./api";
import { readCredentials } from "./credentials";
import { problemResponse } from "./openapi";
import { Refusal } from "./refusal";

/** `GET /metrics` for Prometheus: open, unless METRICS_TOKEN is set, which is then the bearer token that opens it. */
export function registerMetrics(app: Api): void {
  app.route({
    method: "GET",
    url: "/metrics",
    schema: {
      summary: "Metrics for Prometheus",
      description:
        "Open, unless METRICS_TOKEN is set: then that is the bearer token. No metric names an account or a credential.",
      tags: ["Running"],
      response: {
        200: { description: "Text in Prometheus' format", content: { "text/plain": { schema: z.string() } } },
        401: problemResponse("`credential_required`, `credential_invalid`"),
      },
    },
    handler: async (request, reply) => {
      requireToken(request.raw.rawHeaders);
      const { registry } = metrics();
      return reply
        .type(registry.contentType)
        .serializer(String)
        .send(await registry.metrics());
    },
  });
}

/** @throws Refusal `credential_required`, `credential_invalid`. */
function requireToken(rawHeaders: readonly string[]): void {
  const wanted = env().METRICS_TOKEN;
  if (wanted === undefined) return;
  const presented = readCredentials(rawHeaders);
  if (presented.type !== "bearer") throw new Refusal("credential_required", "Send the token of METRICS_TOKEN.");
  // Digests are of one length, so that comparing them tells nothing of the token's.
  if (timingSafeEqual(digestSecret(presented.token).digest, digestSecret(wanted).digest)) return;
  throw new Refusal("credential_invalid", "This is not the token of METRICS_TOKEN.");
}
