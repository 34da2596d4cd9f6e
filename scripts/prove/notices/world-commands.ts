import { randomUUID } from "node:crypto";
import { updateAccount } from "@/lib/core/account/update-account";
import type { Caller } from "@/lib/core/context";
import { retireOldSecret } from "@/lib/core/passcode/change-rotation";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { deletePasscode } from "@/lib/core/passcode/delete-passcode";
import { rotatePasscode } from "@/lib/core/passcode/rotate-passcode";
import { updatePasscode } from "@/lib/core/passcode/update-passcode";
import { grantUserPasscode } from "@/lib/core/user-passcode/grant-user-passcode";
import { resetUserPasscode } from "@/lib/core/user-passcode/reset-user-passcode";
import { revokeUserPasscode } from "@/lib/core/user-passcode/revoke-user-passcode";
import { db } from "@/lib/db";
import { aMember } from "@/lib/testing/a-member";
import { anAccount, testRequest } from "@/lib/testing/rolled-back";
import type { House } from "./world";

const version = async (id: string) => (await db().passcode.findUniqueOrThrow({ where: { id } })).version;

/** An account with two administrators and some members, in its zone. */
export async function makeHouse(zone: string, members: number): Promise<House> {
  const house = await db().$transaction(
    async (tx) => {
      const { actor, account, email } = await anAccount(tx);
      const second = await aMember(tx, account.id, "admin");
      const people: House["members"] = [];
      for (let i = 0; i < members; i++) {
        const { id, email, user } = await aMember(tx, account.id);
        await tx.user.update({ where: { id: user.id }, data: { name: `Member ${randomUUID()}.` } });
        people.push({ id, email, passcode: null });
      }
      const caller: Caller = { actor, request: testRequest };
      return { caller, zone, administrators: [email, second.email], passcodes: [], members: people };
    },
    { maxWait: 20_000, timeout: 60_000 },
  );
  await updateAccount(house.caller, { time_zone: zone, version: 1 });
  return house;
}

export const create = (caller: Caller, name: string, days: number, contact: string | null) =>
  createPasscode(caller, { name, expires_in_days: days, contact_email: contact });

export const extend = async (caller: Caller, id: string, days: number) =>
  updatePasscode(caller, { id, expires_in_days: days, version: await version(id) });

export const remove = (caller: Caller, id: string) => deletePasscode(caller, { id });
export const retireOld = (caller: Caller, id: string) => retireOldSecret(caller, { id });

/** @returns the old secret's id. */
export async function rotate(caller: Caller, id: string, overlap: number): Promise<string> {
  const old = await db().secret.findFirstOrThrow({ where: { passcodeId: id, endedAt: null, retiresAt: null } });
  await rotatePasscode(caller, { id, overlap_seconds: overlap });
  return old.id;
}

const secretOf = async (membershipId: string) => {
  const { id: secretId, passcodeId: id } = await db().secret.findFirstOrThrow({
    where: { endedAt: null, passcode: { membershipId, deletedAt: null } },
  });
  return { id, secretId };
};

export async function grant(caller: Caller, id: string, days: number | null) {
  await grantUserPasscode(caller, { id, validity_days: days });
  return secretOf(id);
}

export async function reset(caller: Caller, id: string): Promise<string> {
  await resetUserPasscode(caller, { id });
  return (await secretOf(id)).secretId;
}

export const revoke = (caller: Caller, id: string) => revokeUserPasscode(caller, { id });
