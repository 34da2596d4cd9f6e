import type { RowSelectionState } from "@tanstack/react-table";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";

/** Which passcodes are ticked, over pages and filters; `rows` are they as they were last seen. */
export function useSelection(shown: PasscodeView[]) {
  const [selected, setSelected] = useState<RowSelectionState>({});
  const seenRef = useRef(new Map<string, PasscodeView>());
  useEffect(() => {
    for (const passcode of shown) seenRef.current.set(passcode.id, passcode);
  }, [shown]);
  const ids = Object.keys(selected);
  const rows = () => ids.flatMap((id) => seenRef.current.get(id) ?? []);
  const clear = useCallback(() => setSelected({}), []);
  const drop = useCallback((id: string) => setSelected(({ [id]: _, ...others }) => others), []);
  return { selected, setSelected, count: ids.length, rows, clear, drop };
}
