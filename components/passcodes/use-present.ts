import { useCallback, useEffect, useState } from "react";
import type { Command } from "@/components/forms/use-command";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";

/** A passcode as it is now, not as the page behind once showed it; `isSettled` when that is known or cannot be. */
export function usePresent(shown: PasscodeView, read: Command<PasscodeView>) {
  const [present, setPresent] = useState(shown);
  const [isSettled, setSettled] = useState(false);
  const reread = useCallback(async () => {
    const result = await read({ id: shown.id }).catch(() => null);
    if (result?.ok) setPresent(result.data);
    setSettled(true);
    return result?.ok ? result.data : null;
  }, [shown.id, read]);
  useEffect(() => {
    void reread();
  }, [reread]);
  return { present, isSettled, reread };
}
