"use server";
import { createSession } from "@/lib/core/session/create-session";
import { actAsVisitor } from "@/lib/web/action";
import { openSession } from "@/lib/web/session";

export async function signIn(input: unknown) {
  return actAsVisitor(createSession, input, openSession);
}
