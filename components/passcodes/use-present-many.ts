import { useCallback, useEffect, useState } from "react";
import type { Command } from "@/components/forms/use-command";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";

/** Passcodes as they are now, read at once and whenever it is asked; `gone` of them have been deleted meanwhile. */
export function usePresentMany(shown: PasscodeView[], readMany: Command<PasscodeView[]>) {
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
