import { randomUUID } from "node:crypto";
import type { Caller } from "@/lib/core/context";
import { inForceEverywhere } from "@/lib/core/node/in-force-everywhere";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { deletePasscode } from "@/lib/core/passcode/delete-passcode";
import type { Scope } from "@/lib/core/permissions";
import { createServiceKey } from "@/lib/core/service-key/create-service-key";
import { db, type Tx } from "@/lib/db";
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

/** What no command does, in force as what a command does: nothing that was true before is remembered. */
export function changeDirectly(touched: string, change: (tx: Tx) => Promise<unknown>): Promise<void> {
  return inForceEverywhere((announce) =>
    db().$transaction(
      async (tx) => {
        await change(tx);
        await announce(tx, [touched]);
      },
      { maxWait: 20_000 },
    ),
  );
}

/** Moves a passcode's end to a span from now, by the database's clock. Milliseconds, negative ones too. */
export const endPasscode = (id: string, afterMs: number) =>
  changeDirectly(
    id,
    (tx) => tx.$executeRaw`
      UPDATE passcode SET expires_at = clock_timestamp() + ${afterMs} * interval '1 millisecond' WHERE id = ${id}::uuid`,
  );

/** Moves the end of a rotated-out secret to a span from now. Milliseconds, negative ones too. */
export const retireSecret = (passcodeId: string, afterMs: number) =>
  changeDirectly(
    passcodeId,
    (tx) => tx.$executeRaw`
      UPDATE secret SET retires_at = clock_timestamp() + ${afterMs} * interval '1 millisecond'
      WHERE passcode_id = ${passcodeId}::uuid`,
  );

/** Moves a service key's end to a span from now. Milliseconds, negative ones too. */
export const endServiceKey = (id: string, afterMs: number) =>
  changeDirectly(
    id,
    (tx) => tx.$executeRaw`
      UPDATE service_key SET expires_at = clock_timestamp() + ${afterMs} * interval '1 millisecond' WHERE id = ${id}::uuid`,
  );

export const revokeServiceKey = (id: string) =>
  changeDirectly(
    id,
    (tx) => tx.$executeRaw`UPDATE service_key SET revoked_at = clock_timestamp() WHERE id = ${id}::uuid`,
  );
