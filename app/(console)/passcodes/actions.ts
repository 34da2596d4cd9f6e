"use server";
import { createPasscode as create } from "@/lib/core/passcode/create-passcode";
import { deletePasscode as remove } from "@/lib/core/passcode/delete-passcode";
import { act } from "@/lib/web/action";

export async function createPasscode(input: unknown) {
  return act(create, input);
}

export async function deletePasscode(input: unknown) {
  return act(remove, input);
}
