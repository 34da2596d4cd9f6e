"use server";
import { addAccount as add } from "@/lib/core/account/add-account";
import { endSession } from "@/lib/core/session/end-session";
import { switchSession } from "@/lib/core/session/switch-session";
import { act, actThen } from "@/lib/web/action";
import { closeSession, openSession } from "@/lib/web/session";

export async function signOut() {
  return actThen(endSession, {}, closeSession);
}

export async function switchAccount(input: unknown) {
  return actThen(switchSession, input, openSession);
}

export async function addAccount(input: unknown) {
  return act(add, input);
}
