"use server";
import { changePasscodes as changeMany } from "@/lib/core/passcode/change-passcodes";
import { changeRotation as changeOverlap, retireOldSecret as retire } from "@/lib/core/passcode/change-rotation";
import { createPasscode as create } from "@/lib/core/passcode/create-passcode";
import { deletePasscode as remove } from "@/lib/core/passcode/delete-passcode";
import { readPasscode as read } from "@/lib/core/passcode/read-passcode";
import { readPasscodes as readMany } from "@/lib/core/passcode/read-passcodes";
import { rotatePasscode as rotate } from "@/lib/core/passcode/rotate-passcode";
import { updatePasscode as update } from "@/lib/core/passcode/update-passcode";
import { act } from "@/lib/web/action";

export async function createPasscode(input: unknown) {
  return act(create, input);
}

export async function updatePasscode(input: unknown) {
  return act(update, input);
}

export async function rotatePasscode(input: unknown) {
  return act(rotate, input);
}

export async function changeRotation(input: unknown) {
  return act(changeOverlap, input);
}

export async function retireOldSecret(input: unknown) {
  return act(retire, input);
}

export async function changePasscodes(input: unknown) {
  return act(changeMany, input);
}

export async function deletePasscode(input: unknown) {
  return act(remove, input);
}

export async function readPasscode(input: unknown) {
  return act(read, input);
}

export async function readPasscodes(input: unknown) {
  return act(readMany, input);
}
