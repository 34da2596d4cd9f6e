import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { TokenKind } from "@/lib/core/secrets";
import type { Accepted } from "@/lib/core/verification/decide-credential";
import { log } from "@/lib/log";
import { readCredentials } from "./credentials";
import type { CountUse } from "./decide";
import { passcodeKinds } from "./dialects/passcode";
import { sessionKinds } from "./dialects/session";
import { authHeaders } from "./forward-auth";
import type { Verifier } from "./verifier/verifier";

/** @returns whether it answered; if not, nothing was done, and the router answers as it always does. */
export type FastLane = (request: IncomingMessage, response: ServerResponse) => boolean;

const connectBody = JSON.stringify({ status: "success" });
const connectUrl = /^\/v1\/connect\?partner=[\w.-]+$/;
const none: readonly TokenKind[] = [];

/**
 * In front of the router: a plain GET of `/v1/auth` or `/v1/connect` with a good credential that is remembered gets the router's own
 * answer, for a fraction of the router's cost. All that is not so plain, and every refusal, is left to the router.
 */
export function fastLane(verifier: Verifier, countUse: CountUse): FastLane {
  return (request, response) => {
    if (request.method !== "GET" || log.isLevelEnabled("debug")) return false;
    const { url = "" } = request;
    const isAuth = url === "/v1/auth";
    if (!isAuth && !connectUrl.test(url)) return false;
    const accepted = recall(verifier, request, isAuth ? sessionKinds : none);
    if (!accepted) return false;
    countUse(accepted, request);
    const headers = commonHeaders(accepted);
    if (isAuth) for (const [name, value] of authHeaders(accepted)) headers.push(name, value);
    else headers.push("content-type", "application/json; charset=utf-8");
    headers.push("content-length", isAuth ? "0" : String(connectBody.length));
    response.writeHead(200, headers).end(isAuth ? undefined : connectBody);
    return true;
  };
}

function recall(verifier: Verifier, request: IncomingMessage, bearer: readonly TokenKind[]): Accepted | null {
  const presented = readCredentials(request.rawHeaders);
  const decision =
    presented.type === "passcode" && presented.accountId !== null && presented.passcode !== null
      ? verifier.recall({ token: presented.passcode, kinds: passcodeKinds, accountId: presented.accountId })
      : presented.type === "bearer" && bearer.length > 0
        ? verifier.recall({ token: presented.token, kinds: bearer, accountId: null })
        : null;
  return decision?.valid ? decision : null;
}

/** What every answer has, in the router's order. */
function commonHeaders({ expiresAt, expiresSoon }: Accepted): string[] {
  const headers = ["x-request-id", randomUUID(), "cache-control", "no-store", "x-content-type-options", "nosniff"];
  if (expiresAt && expiresSoon) headers.push("passcode-expires", expiresAt.toUTCString());
  return headers;
}
