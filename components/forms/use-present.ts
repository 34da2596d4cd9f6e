import { useCallback, useEffect, useState } from "react";
import type { Command } from "./use-command";

/** A thing as it is now, not as the page behind once showed it; `isSettled` when that is known or cannot be. */
export function usePresent<Thing extends { id: string }>(shown: Thing, read: Command<Thing>) {
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
