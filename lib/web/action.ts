import "server-only";
import { headers } from "next/headers";
import type { ActionFailure, ActionResult } from "@/lib/core/action-result";
import type { Actor, Caller, RequestInfo } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { log } from "@/lib/log";
import { checkOrigin } from "./check-origin";
import { requestInfo } from "./request-info";
import { currentSession } from "./session";

type Command<Input, Output> = (caller: Caller, input: Input) => Promise<Output>;

/**
 * Runs a command of the core for whoever is signed in: what every server action is made of.
 * @param command a command or query of the core; it authorizes and checks the input itself.
 * @param input what the browser sent, unchecked.
 * @returns refusals as values; anything else is logged and answered with the request's id alone.
 */
export function act<Input, Output>(command: Command<Input, Output>, input: unknown) {
  return actThen(command, input, async (output) => output);
}

/**
 * The same where the door does something with the output before it answers: a cookie is put into the browser or taken away.
 * @param finish what becomes of the output; its answer is the action's.
 */
export function actThen<Input, Output, Answer>(
  command: Command<Input, Output>,
  input: unknown,
  finish: (output: Output) => Promise<Answer>,
) {
  return run(async () => (await currentSession())?.actor ?? visitor, command, input, finish);
}

/**
 * The same for a visitor, signed in or not: set-up and sign-in.
 * @param finish what becomes of the output; its answer is the action's (a session's id stays here).
 */
export function actAsVisitor<Input, Output, Answer>(
  command: Command<Input, Output>,
  input: unknown,
  finish: (output: Output) => Promise<Answer>,
) {
  return run(async () => visitor, command, input, finish);
}

const visitor: Actor = { type: "anonymous" };

async function run<Input, Output, Answer>(
  actor: () => Promise<Actor>,
  command: Command<Input, Output>,
  input: unknown,
  finish: (output: Output) => Promise<Answer>,
): Promise<ActionResult<Answer>> {
  const sent = await headers();
  const request = requestInfo(sent);
  try {
    checkOrigin(sent);
    const output = await command({ actor: await actor(), request }, input as Input);
    return { ok: true, data: await finish(output) };
  } catch (error) {
    return toFailure(error, request);
  }
}

function toFailure(error: unknown, request: RequestInfo): ActionFailure {
  if (error instanceof AppError) {
    const { code, message, issues, retryAfterSeconds } = error;
    return { ok: false, code, message, issues, retryAfterSeconds };
  }
  log.error({ err: error, requestId: request.id }, "a server action failed");
  const message = `Something went wrong on our side. If it happens again, tell your operator: request ${request.id}.`;
  return { ok: false, code: "internal", message, issues: [], retryAfterSeconds: null };
}
