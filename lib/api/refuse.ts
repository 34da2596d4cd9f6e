import type { FastifyReply, FastifyRequest } from "fastify";
import { log } from "@/lib/log";
import { sendAccessRefusal } from "./dialects/access-refusal";
import { sendBasicV1Refusal, sendBasicV3Refusal } from "./dialects/basic-refusal";
import { sendPasscodeRefusal } from "./dialects/passcode";
import { sendSessionRefusal } from "./dialects/session-refusal";
import { isTemporaryPath, sendTemporaryRefusal } from "./dialects/temporary-refusal";
import { sendForwardAuthRefusal } from "./forward-auth";
import { sendProblem } from "./problem";
import type { Refusal } from "./refusal";
import { setCommonHeaders } from "./set-common-headers";
import { toRefusal } from "./to-refusal";

type Send = (refusal: Refusal, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** The one way a refusal leaves the API: in the shape of the family that the path belongs to (WIRE.md section 0). */
export function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = toRefusal(error);
  if (refusal.code === "internal_error") log.error({ err: error, request_id: request.id }, "a request failed");
  setCommonHeaders(request, reply);
  reply.removeHeader("passcode-expires");
  reply.headers(refusal.headers);
  const isOutage = refusal.code === "unavailable" || refusal.code === "vault_unreadable";
  const retryAfterSeconds = refusal.retryAfterSeconds ?? (isOutage ? 1 : null);
  if (retryAfterSeconds !== null) reply.header("retry-after", String(retryAfterSeconds));
  return familyOf(request.url)(refusal, request, reply);
}

function familyOf(url: string): Send {
  const pathname = url.split("?", 1)[0] ?? "";
  if (pathname === "/v1/auth") return sendForwardAuthRefusal;
  if (pathname === "/v1/connect" || pathname.startsWith("/1/")) return sendPasscodeRefusal;
  if (pathname.startsWith("/user/")) return sendSessionRefusal;
  if (pathname === "/api/v1/auth" || pathname.startsWith("/api/v1/auth/")) return sendAccessRefusal;
  if (isTemporaryPath(pathname)) return sendTemporaryRefusal;
  if (pathname.startsWith("/c42api/") || pathname.startsWith("/api/v3/")) return sendBasicV3Refusal;
  if (pathname.startsWith("/api/User/") || pathname.startsWith("/api/v1/User/")) return sendBasicV1Refusal;
  return sendProblem;
}
