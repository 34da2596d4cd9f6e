"use server";
import { checkPasswordLink as check } from "@/lib/core/mailed-link/check-mailed-link";
import { resetPassword as reset } from "@/lib/core/password/reset-password";
import { actAsVisitor } from "@/lib/web/action";

export async function checkPasswordLink(input: unknown) {
  return actAsVisitor(check, input, async (whose) => whose);
}

export async function resetPassword(input: unknown) {
  return actAsVisitor(reset, input, async (done) => done);
}
