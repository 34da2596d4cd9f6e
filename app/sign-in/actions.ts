"use server";
import { answerChallenge as answer } from "@/lib/core/session/answer-challenge";
import { createSession } from "@/lib/core/session/create-session";
import { actAsVisitor } from "@/lib/web/action";
import { openSession } from "@/lib/web/session";

export async function signIn(input: unknown) {
  return actAsVisitor(createSession, input, async (step) => ("challenge" in step ? step : openSession(step)));
}

export async function answerChallenge(input: unknown) {
  return actAsVisitor(answer, input, openSession);
}
