import { z } from "zod";
import type { Api } from "./api";
import type { Verifier } from "./verifier/verifier";

/** `/healthz`: the process runs. `/readyz`: it can decide. Neither says why not. */
export function registerHealth(app: Api, verifier: Verifier): void {
  const ok = z.object({ status: z.literal("ok") });
  app.route({
    method: "GET",
    url: "/healthz",
    handler: async () => ({ status: "ok" }) as const,
    schema: { summary: "Liveness", tags: ["Running"], response: { 200: ok.describe("The process runs") } },
  });
  app.route({
    method: "GET",
    url: "/readyz",
    handler: async (_request, reply) => {
      const notReady = await verifier.obstacles();
      if (notReady.length === 0) return { status: "ok" } as const;
      return reply.code(503).header("retry-after", "1").send({ status: "not ready", not_ready: notReady });
    },
    schema: {
      summary: "Readiness",
      tags: ["Running"],
      response: {
        200: ok.describe("It can decide"),
        503: z
          .object({
            status: z.literal("not ready"),
            not_ready: z.array(z.enum(["database", "migrations", "stopping"])),
          })
          .describe("It cannot; see `Retry-After`"),
      },
    },
  });
}
