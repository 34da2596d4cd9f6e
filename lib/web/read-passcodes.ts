import "server-only";
import { z } from "zod";
import type { Caller } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { parse } from "@/lib/core/parse";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { readPasscode } from "@/lib/core/passcode/read-passcode";

const input = z.strictObject({ ids: z.array(z.uuid()).max(500) });
const atOnce = 5;

/** Those passcodes that are still there, as they are now, in the order asked. */
export async function readPasscodes(caller: Caller, given: unknown): Promise<PasscodeView[]> {
  const { ids } = parse(input, given);
  const found: PasscodeView[] = [];
  for (let start = 0; start < ids.length; start += atOnce) {
    const some = ids.slice(start, start + atOnce).map((id) => readPasscode(caller, { id }).catch(nullIfGone));
    for (const passcode of await Promise.all(some)) if (passcode) found.push(passcode);
  }
  return found;
}

function nullIfGone(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}
