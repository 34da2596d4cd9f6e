"use server";
import { confirmSession as confirm } from "@/lib/core/session/confirm-session";
import { act } from "@/lib/web/action";

export async function confirmSession(input: unknown) {
  return act(confirm, input);
}
