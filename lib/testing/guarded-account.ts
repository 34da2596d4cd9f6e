import { randomUUID } from "node:crypto";
import type { Caller } from "@/lib/core/context";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { deletePasscode } from "@/lib/core/passcode/delete-passcode";
import type { Scope } from "@/lib/core/permissions";
import { createServiceKey } from "@/lib/core/service-key/create-service-key";
import { db } from "@/lib/db";
import { anAccount, operator, testRequest } from "./rolled-back";

/** An account whose rows are committed, so that what reads by connections of its own finds them. */
export async function guardedAccount() {
  const { account, actor } = await db().$transaction((tx) => anAccount(tx), { maxWait: 20_000, timeout: 20_000 });
  const caller: Caller = { actor, request: testRequest };
  return {
    id: account.publicId,
    name: account.name,
    /** Its administrator. */
    caller,
    createPasscode: (days: number | null = null) =>
      createPasscode(caller, { name: randomUUID(), expires_in_days: days }),
    deletePasscode: (id: string) => deletePasscode(caller, { id }),
    createServiceKey: (...scopes: Scope[]) => createServiceKey(operator(), { account: account.publicId, scopes }),
  };
}

/** Moves a passcode's end to a span from now, by the database's clock. Milliseconds, negative ones too. */
export async function endPasscode(id: string, afterMs: number): Promise<void> {
  await db().$executeRaw`
    UPDATE passcode SET expires_at = clock_timestamp() + ${afterMs} * interval '1 millisecond' WHERE id = ${id}::uuid`;
}

/** Moves the end of a rotated-out secret to a span from now. Milliseconds, negative ones too. */
export async function retireSecret(passcodeId: string, afterMs: number): Promise<void> {
  await db().$executeRaw`
    UPDATE secret SET retires_at = clock_timestamp() + ${afterMs} * interval '1 millisecond'
    WHERE passcode_id = ${passcodeId}::uuid`;
}

/** Moves a service key's end to a span from now. Milliseconds, negative ones too. */
export async function endServiceKey(id: string, afterMs: number): Promise<void> {
  await db().$executeRaw`
    UPDATE service_key SET expires_at = clock_timestamp() + ${afterMs} * interval '1 millisecond' WHERE id = ${id}::uuid`;
}

export async function revokeServiceKey(id: string): Promise<void> {
  await db().$executeRaw`UPDATE service_key SET revoked_at = clock_timestamp() WHERE id = ${id}::uuid`;
}
