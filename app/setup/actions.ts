"use server";
import { setUpAccount as setUp } from "@/lib/core/account/set-up-account";
import { checkSetupLink as check } from "@/lib/core/setup-link/check-setup-link";
import { actAsVisitor } from "@/lib/web/action";
import { openSession } from "@/lib/web/session";

export async function checkSetupLink(input: unknown) {
  return actAsVisitor(check, input, async (answer) => answer);
}

export async function setUpAccount(input: unknown) {
  return actAsVisitor(setUp, input, openSession);
}
