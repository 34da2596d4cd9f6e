"use client";
import { type ReactNode, useCallback, useState } from "react";
import type { Deed } from "@/components/forms/deed";
import { DialogPlace, type DialogProps } from "@/components/forms/dialog-place";
import { BulkBar, bulkButtonId } from "./bulk-bar";
import type { useSelection } from "./use-selection";

type BulkWorkProps<Kind extends string, Row extends { id: string }> = {
  /** What is ticked: "passcodes". */
  noun: string;
  deeds: readonly Deed<Kind>[];
  selection: ReturnType<typeof useSelection<Row>>;
  /** Has the focus when a dialog closes and the bar is gone. */
  fallbackId: string;
  children: (kind: Kind, dialog: DialogProps & { rows: Row[]; onDone: () => void }) => ReactNode;
};

/** What can be done with all that is ticked: the bar, and the dialog that it opens. */
export function BulkWork<Kind extends string, Row extends { id: string }>(props: BulkWorkProps<Kind, Row>) {
  const { noun, deeds, selection, fallbackId, children } = props;
  const [open, setOpen] = useState<{ kind: Kind; from: string } | null>(null);
  const close = useCallback(() => setOpen(null), []);
  const { count, clear, rows } = selection;
  return (
    <>
      {count > 0 && (
        <BulkBar
          {...{ noun, deeds, count }}
          onClear={clear}
          onOpen={(kind) => setOpen({ kind, from: bulkButtonId(kind) })}
        />
      )}
      <DialogPlace {...{ open, close, fallbackId }}>
        {({ kind }, dialog) => children(kind, { ...dialog, rows: rows(), onDone: clear })}
      </DialogPlace>
    </>
  );
}
