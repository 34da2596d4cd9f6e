import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Accepted, type Decision, notFound } from "@/lib/core/verification/decide-credential";
import { log } from "@/lib/log";
import { answerAtOnce } from "./answer-at-once";
import { atEndOfTurn } from "./at-end-of-turn";
import { readCredentials } from "./credentials";
import { type CountUse, underWay } from "./decide";
import { invalidPair } from "./dialects/passcode";
import { authHeaders } from "./forward-auth";
import { callerOf } from "./request-info";
import { basicKinds, bearerKinds, passcodeKinds } from "./taken";
import type { Question, Verifier } from "./verifier/verifier";

/**
 * @param route answers as always.
 * @returns whether it answers, now or in a moment; if not, nothing was done.
 */
export type FastLane = (request: IncomingMessage, response: ServerResponse, route: () => void) => boolean;

const success = JSON.stringify({ status: "success" });
const connectUrl = /^\/v1\/connect\?partner=[\w.-]+$/;

/**
 * In front of the router: a plain GET of `/v1/auth` or `/v1/connect` gets the router's own answer for a fraction of the router's cost,
 * where a good credential is remembered, or a pair of headers belongs to nobody. All else is left to the router.
 */
export function fastLane(verifier: Verifier, countUse: CountUse): FastLane {
  return (request, response, route) => {
    if (request.method !== "GET" || log.isLevelEnabled("debug")) return false;
    const { url = "" } = request;
    const isAuth = url === "/v1/auth";
    if (!isAuth && !connectUrl.test(url)) return false;
    const question = questionOf(request, isAuth);
    if (!question) return false;
    const answer = (decision: Decision) => {
      if (decision.valid) {
        countUse(decision, request);
        send(request, response, 200, acceptedLines(decision, isAuth), isAuth ? "" : success);
      } else if (decision === notFound && question.kinds === passcodeKinds) {
        send(request, response, 401, commonLines(), invalidPair);
      } else return false;
      return true;
    };
    const recalled = verifier.recall(question);
    if (recalled) return answer(recalled);
    // It may take long, and its refusals are many.
    if (question.request) return false;
    const decided = verifier.verify(question);
    underWay.set(request, decided);
    decided.then((decision) => answer(decision) || route(), route);
    return true;
  };
}

function questionOf(request: IncomingMessage, isAuth: boolean): Question | null {
  const presented = readCredentials(request.rawHeaders);
  if (presented.type === "passcode") {
    const { accountId, passcode: token } = presented;
    return accountId === null || token === null ? null : { token, kinds: passcodeKinds, accountId };
  }
  if (presented.type === "basic" && isAuth) {
    return { token: presented.token, kinds: basicKinds, accountId: null, request: { id: "", ...callerOf(request) } };
  }
  if (presented.type !== "bearer" || !isAuth) return null;
  return { token: presented.token, kinds: bearerKinds, accountId: null };
}

function acceptedLines(accepted: Accepted, isAuth: boolean): string {
  let lines = commonLines();
  const { expiresAt, expiresSoon } = accepted;
  if (expiresAt && expiresSoon) lines += `passcode-expires: ${expiresAt.toUTCString()}\r\n`;
  if (isAuth) for (const [name, value] of authHeaders(accepted)) lines += `${name}: ${value}\r\n`;
  return lines;
}

function send(request: IncomingMessage, response: ServerResponse, status: number, lines: string, json: string) {
  const type = json ? "content-type: application/json; charset=utf-8\r\n" : "";
  atEndOfTurn(() => answerAtOnce(request, response, status, lines + type, json));
}

/** What every answer has, in the router's order. */
const commonLines = () =>
  `x-request-id: ${randomUUID()}\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n`;
