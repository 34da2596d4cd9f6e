"use server";
import { changePassword as change } from "@/lib/core/password/change-password";
import { endOtherSession as end } from "@/lib/core/session/end-other-session";
import { confirmTotp as confirm } from "@/lib/core/totp/enrol-totp";
import { removeTotp as remove } from "@/lib/core/totp/remove-totp";
import { act } from "@/lib/web/action";
import { enrolTotpByQr } from "@/lib/web/enrol-totp-by-qr";

export async function changePassword(input: unknown) {
  return act(change, input);
}

export async function enrolTotp(input: unknown) {
  return act(enrolTotpByQr, input);
}

export async function confirmTotp(input: unknown) {
  return act(confirm, input);
}

export async function removeTotp(input: unknown) {
  return act(remove, input);
}

export async function endOtherSession(input: unknown) {
  return act(end, input);
}
