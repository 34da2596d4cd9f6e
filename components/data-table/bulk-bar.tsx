"use client";
import { X } from "lucide-react";
import type { Deed } from "@/components/forms/deed";
import { Button } from "@/components/ui/button";

/** By its id the bar's button is found again when its dialog closes. */
export const bulkButtonId = (kind: string) => `bulk-${kind}`;

type BulkBarProps<Kind extends string> = {
  /** What is ticked: "passcodes". */
  noun: string;
  deeds: readonly Deed<Kind>[];
  count: number;
  onClear: () => void;
  onOpen: (kind: Kind) => void;
};

/** How many are ticked, and what can be done with them all. It stands at the screen's foot while there are any. */
export function BulkBar<Kind extends string>({ noun, deeds, count, onClear, onOpen }: BulkBarProps<Kind>) {
  return (
    <section
      aria-label={`Selected ${noun}`}
      className="sticky bottom-3 z-20 mt-4 flex flex-wrap items-center gap-2 rounded-lg border border-rule-strong border-l-2 border-l-patina bg-sheet p-2 shadow-lift"
    >
      <p role="status" className="pl-1 font-medium text-sm">
        {count} selected
      </p>
      <Button look="ghost" onClick={onClear} aria-label="Clear the selection">
        <X aria-hidden />
        Clear
      </Button>
      <div className="flex grow flex-wrap justify-end gap-2">
        {deeds.map(({ kind, label, icon: Icon, danger }) => (
          <Button
            key={kind}
            id={bulkButtonId(kind)}
            onClick={() => onOpen(kind)}
            className={`max-sm:grow max-sm:px-1.5 max-sm:[&_svg]:hidden ${danger ? "text-brick" : ""}`}
          >
            <Icon aria-hidden />
            {label}…
          </Button>
        ))}
      </div>
    </section>
  );
}
