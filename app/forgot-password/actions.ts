"use server";
import { forgetPassword as forget } from "@/lib/core/password/forget-password";
import { actAsVisitor } from "@/lib/web/action";

export async function forgetPassword(input: unknown) {
  return actAsVisitor(forget, input, async (done) => done);
}
