"use server";
import { endSession } from "@/lib/core/session/end-session";
import { actThen } from "@/lib/web/action";
import { closeSession } from "@/lib/web/session";

export async function signOut() {
  return actThen(endSession, {}, closeSession);
}
