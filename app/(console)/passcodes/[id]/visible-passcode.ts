import { cache } from "react";
import { readPasscode } from "@/lib/core/passcode/read-passcode";
import { callerOf } from "@/lib/web/caller";
import { orNotFound } from "@/lib/web/or-not-found";
import { requireSession } from "@/lib/web/session";

/** The passcode of a page's address, read once for its title and its body; who may not see it is told that it is not there. */
export const visiblePasscode = cache(async (id: string) => {
  const caller = await callerOf(await requireSession(`/passcodes/${encodeURIComponent(id)}`));
  return { caller, passcode: await orNotFound(readPasscode(caller, { id })) };
});
