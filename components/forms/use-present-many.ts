import { useCallback, useEffect, useState } from "react";
import type { Command } from "./use-command";

/** Things as they are now, read at once and whenever it is asked; `gone` of them have been deleted meanwhile. */
export function usePresentMany<Thing extends { id: string }>(shown: Thing[], readMany: Command<Thing[]>) {
  const [asked] = useState(shown);
  const [present, setPresent] = useState(shown);
  const [isSettled, setSettled] = useState(false);
  const reread = useCallback(async () => {
    const result = await readMany({ ids: asked.map(({ id }) => id) }).catch(() => null);
    if (result?.ok) setPresent(result.data);
    setSettled(true);
  }, [asked, readMany]);
  useEffect(() => {
    void reread();
  }, [reread]);
  return { present, gone: asked.length - present.length, isSettled, reread };
}
