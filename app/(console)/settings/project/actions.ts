"use server";
import { readAccount as read } from "@/lib/core/account/read-account";
import { updateAccount as update } from "@/lib/core/account/update-account";
import { act } from "@/lib/web/action";

export async function updateAccount(input: unknown) {
  return act(update, input);
}

export async function readAccount(input: unknown) {
  return act(read, input);
}
