"use server";
import { updateProfile as update } from "@/lib/core/user/update-profile";
import { act } from "@/lib/web/action";

export async function updateProfile(input: unknown) {
  return act(update, input);
}
