import "server-only";
import { randomUUID } from "node:crypto";
import { clientAddress, socketAddressHeader } from "@/lib/client-address";
import type { RequestInfo } from "@/lib/core/context";
import { env } from "@/lib/env";

/** The request as the audit log and the log name it; the id is new. */
export function requestInfo(headers: Pick<Headers, "get">): RequestInfo {
  return {
    id: randomUUID(),
    address: clientAddress(headers.get(socketAddressHeader), headers.get("x-forwarded-for"), env().TRUSTED_PROXIES),
    agent: headers.get("user-agent"),
  };
}
