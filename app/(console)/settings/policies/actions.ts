"use server";
import { sendTestMail as sendTest } from "@/lib/email/send-test-mail";
import { act } from "@/lib/web/action";

export async function sendTestMail(input: unknown) {
  return act(sendTest, input);
}
