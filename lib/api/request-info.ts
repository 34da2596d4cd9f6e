import type { IncomingMessage } from "node:http";
import type { FastifyRequest } from "fastify";
import { clientAddress } from "@/lib/client-address";
import type { RequestInfo } from "@/lib/core/context";
import { env } from "@/lib/env";

/** The request as the audit log and usage name it. */
export function requestInfoOf({ id, raw }: FastifyRequest): RequestInfo {
  return { id, ...callerOf(raw) };
}

/** Where a request comes from. */
export function callerOf({ headers, socket }: IncomingMessage): Omit<RequestInfo, "id"> {
  const forwardedFor = headers["x-forwarded-for"];
  return {
    address: clientAddress(
      socket.remoteAddress ?? null,
      Array.isArray(forwardedFor) ? forwardedFor.join() : (forwardedFor ?? null),
      env().TRUSTED_PROXIES,
    ),
    agent: headers["user-agent"] ?? null,
  };
}
