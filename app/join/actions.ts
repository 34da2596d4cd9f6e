"use server";
import { acceptInvitation as accept } from "@/lib/core/invitation/accept-invitation";
import { checkInvitation as check } from "@/lib/core/invitation/check-invitation";
import { actAsVisitor } from "@/lib/web/action";
import { openSession } from "@/lib/web/session";

export async function checkInvitation(input: unknown) {
  return actAsVisitor(check, input, async (invitation) => invitation);
}

export async function acceptInvitation(input: unknown) {
  return actAsVisitor(accept, input, openSession);
}
