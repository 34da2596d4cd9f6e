"use server";
import { checkEmailLink as check } from "@/lib/core/mailed-link/check-mailed-link";
import { confirmEmail as confirm } from "@/lib/core/user/confirm-email";
import { actAsVisitor } from "@/lib/web/action";

export async function checkEmailLink(input: unknown) {
  return actAsVisitor(check, input, async (whose) => whose);
}

export async function confirmEmail(input: unknown) {
  return actAsVisitor(confirm, input, async (done) => done);
}
