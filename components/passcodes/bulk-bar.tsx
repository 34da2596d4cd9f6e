"use client";
import { CalendarClock, CirclePause, CirclePlay, Trash2, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { BulkKind } from "./bulk-change";

const deeds = [
  { kind: "set_expiry", label: "Expiry", icon: CalendarClock },
  { kind: "suspend", label: "Suspend", icon: CirclePause },
  { kind: "resume", label: "Resume", icon: CirclePlay },
  { kind: "delete", label: "Delete", icon: Trash2 },
] as const;

/** By its id the bar's button is found again when its dialog closes. */
export const bulkButtonId = (kind: BulkKind) => `bulk-${kind}`;

type BulkBarProps = { count: number; onClear: () => void; onOpen: (kind: BulkKind) => void };

/** How many are ticked, and what can be done with them all. It stands at the screen's foot while there are any. */
export function BulkBar({ count, onClear, onOpen }: BulkBarProps) {
  return (
    <section
      aria-label="Selected passcodes"
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
        {deeds.map(({ kind, label, icon: Icon }) => (
          <Button
            key={kind}
            id={bulkButtonId(kind)}
            onClick={() => onOpen(kind)}
            className={`max-sm:grow max-sm:px-1.5 max-sm:[&_svg]:hidden ${kind === "delete" ? "text-brick" : ""}`}
          >
            <Icon aria-hidden />
            {label}…
          </Button>
        ))}
      </div>
    </section>
  );
}
