import type { FastifyRequest } from "fastify";
import { clientAddress } from "@/lib/client-address";
import type { RequestInfo } from "@/lib/core/context";
import { env } from "@/lib/env";

/** The request as the audit log and usage name it. */
export function requestInfoOf({ id, raw }: FastifyRequest): RequestInfo {
  const forwardedFor = raw.headers["x-forwarded-for"];
  return {
    id,
    address: clientAddress(
      raw.socket.remoteAddress ?? null,
      Array.isArray(forwardedFor) ? forwardedFor.join() : (forwardedFor ?? null),
      env().TRUSTED_PROXIES,
    ),
    agent: raw.headers["user-agent"] ?? null,
  };
}
