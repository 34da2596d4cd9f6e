import type { RowSelectionState } from "@tanstack/react-table";
import { useCallback, useEffect, useRef, useState } from "react";

/** Which rows are ticked, over pages and filters; `rows` are they as they were last seen. */
export function useSelection<Row extends { id: string }>(shown: Row[]) {
  const [selected, setSelected] = useState<RowSelectionState>({});
  const seenRef = useRef(new Map<string, Row>());
  useEffect(() => {
    for (const row of shown) seenRef.current.set(row.id, row);
  }, [shown]);
  const ids = Object.keys(selected);
  const rows = () => ids.flatMap((id) => seenRef.current.get(id) ?? []);
  const clear = useCallback(() => setSelected({}), []);
  const drop = useCallback((id: string) => setSelected(({ [id]: _, ...others }) => others), []);
  return { selected, setSelected, count: ids.length, rows, clear, drop };
}
