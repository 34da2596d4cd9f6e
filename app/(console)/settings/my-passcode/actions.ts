"use server";
import { revealOwnPasscode as reveal } from "@/lib/core/user-passcode/reveal-own-passcode";
import { act } from "@/lib/web/action";

export async function revealOwnPasscode(input: unknown) {
  return act(reveal, input);
}
