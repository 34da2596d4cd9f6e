"use client";
import { CalendarClock, CirclePause, CirclePlay, Trash2 } from "lucide-react";
import { BulkPreview } from "@/components/data-table/bulk-preview";
import { BulkSheet } from "@/components/data-table/bulk-sheet";
import { type BulkProps, useBulk } from "@/components/data-table/use-bulk";
import { DaysChoice, endOfDays, useDaysChoice } from "@/components/forms/days-choice";
import { usualDays } from "@/components/forms/days-field";
import type { Deed } from "@/components/forms/deed";
import { useNow } from "@/components/time/now";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { type BulkKind, previewChange } from "./bulk-change";
import { bulkLine } from "./bulk-line";
import { BulkSummary } from "./bulk-summary";
import type { PasscodeHome } from "./passcode-actions";
import { daysField, daysHint } from "./passcode-fields";

export const bulkDeeds: Deed<BulkKind>[] = [
  { kind: "set_expiry", label: "Expiry", icon: CalendarClock },
  { kind: "suspend", label: "Suspend", icon: CirclePause },
  { kind: "resume", label: "Resume", icon: CirclePlay },
  { kind: "delete", label: "Delete", icon: Trash2, danger: true },
];
const words: Record<BulkKind, { heading: string; button: string; done: string }> = {
  delete: { heading: "Delete", button: "Delete", done: "deleted" },
  suspend: { heading: "Suspend", button: "Suspend", done: "suspended" },
  resume: { heading: "Resume", button: "Resume", done: "resumed" },
  set_expiry: { heading: "Change the expiry of", button: "Change", done: "given a new expiry" },
};
const expiryWords = { legend: "Expiry", days: "Set day(s)", forever: "Forever", field: "Days until they expire" };

type BulkDialogProps = BulkProps<PasscodeView> & { kind: BulkKind; home: PasscodeHome };

/** One change of many passcodes. */
export function BulkDialog({ kind, home, ...props }: BulkDialogProps) {
  const { present, ...bulk } = useBulk(
    props,
    (changed) => `${counted(changed)} ${changed === 1 ? "is" : "are"} ${words[kind].done}`,
  );
  const expiry = useDaysChoice(daysField, usualDays(home.maxLifetimeDays));
  const now = useNow();
  const preview = previewChange(present, kind, now);
  const newEnd = endOfDays(expiry.days, now);
  const change = kind === "set_expiry" ? { do: kind, expires_in_days: expiry.days } : { do: kind };
  const count = preview.ids.length;
  const { missed } = preview;
  return (
    <BulkSheet
      bulk={bulk}
      heading={
        count > 0 ? `${words[kind].heading} ${counted(count)}?` : `Nothing here to ${words[kind].button.toLowerCase()}`
      }
      label={`${words[kind].button} ${count}`}
      isDanger={kind === "delete"}
      asks={
        missed > 0
          ? `I know that calls with ${missed === 1 ? "one" : missed} used in the last 7 days will be refused`
          : null
      }
      isHeld={count === 0 || (kind === "set_expiry" && newEnd === undefined)}
      onConfirm={() => bulk.send(preview.ids, change)}
      onCloseAutoFocus={props.onCloseAutoFocus}
    >
      {kind === "set_expiry" && (
        <DaysChoice choice={expiry} words={expiryWords} hint={daysHint(home.maxLifetimeDays)} />
      )}
      <BulkPreview lines={preview.lines.map((line) => bulkLine(line, kind, newEnd))} />
      <BulkSummary preview={preview} home={home} />
    </BulkSheet>
  );
}

const counted = (count: number) => `${count} ${count === 1 ? "passcode" : "passcodes"}`;
