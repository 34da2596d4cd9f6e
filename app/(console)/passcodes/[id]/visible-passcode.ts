import { notFound } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/core/errors";
import { readPasscode } from "@/lib/core/passcode/read-passcode";
import { callerOf } from "@/lib/web/caller";
import { requireSession } from "@/lib/web/session";

const hidden = ["not_found", "invalid_request", "forbidden"];

/** The passcode of a page's address, read once for its title and its body; who may not see it is told that it is not there. */
export const visiblePasscode = cache(async (id: string) => {
  const caller = await callerOf(await requireSession(`/passcodes/${encodeURIComponent(id)}`));
  try {
    return { caller, passcode: await readPasscode(caller, { id }) };
  } catch (error) {
    if (error instanceof AppError && hidden.includes(error.code)) notFound();
    throw error;
  }
});
