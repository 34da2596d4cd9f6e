"use server";
import { inviteUsers as invite } from "@/lib/core/invitation/invite-users";
import { renewInvitation as renew } from "@/lib/core/invitation/renew-invitation";
import { resetTotp as takeTotpAway } from "@/lib/core/totp/reset-totp";
import { changeUsers as changeMany } from "@/lib/core/user/change-users";
import { deleteUser as remove } from "@/lib/core/user/delete-user";
import { readUser as read } from "@/lib/core/user/read-user";
import { readUsers as readMany } from "@/lib/core/user/read-users";
import { updateUser as update } from "@/lib/core/user/update-user";
import { grantUserPasscode as grant } from "@/lib/core/user-passcode/grant-user-passcode";
import { resetUserPasscode as reset } from "@/lib/core/user-passcode/reset-user-passcode";
import { revokeUserPasscode as revoke } from "@/lib/core/user-passcode/revoke-user-passcode";
import { updateUserPasscode as changeValidity } from "@/lib/core/user-passcode/update-user-passcode";
import { act } from "@/lib/web/action";

export async function inviteUsers(input: unknown) {
  return act(invite, input);
}

export async function renewInvitation(input: unknown) {
  return act(renew, input);
}

export async function updateUser(input: unknown) {
  return act(update, input);
}

export async function deleteUser(input: unknown) {
  return act(remove, input);
}

export async function changeUsers(input: unknown) {
  return act(changeMany, input);
}

export async function grantUserPasscode(input: unknown) {
  return act(grant, input);
}

export async function updateUserPasscode(input: unknown) {
  return act(changeValidity, input);
}

export async function resetUserPasscode(input: unknown) {
  return act(reset, input);
}

export async function revokeUserPasscode(input: unknown) {
  return act(revoke, input);
}

export async function resetTotp(input: unknown) {
  return act(takeTotpAway, input);
}

export async function readUser(input: unknown) {
  return act(read, input);
}

export async function readUsers(input: unknown) {
  return act(readMany, input);
}
