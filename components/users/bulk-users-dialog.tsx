"use client";
import { CircleOff, KeyRound, Trash2, UserCheck, UserX } from "lucide-react";
import { BulkPreview } from "@/components/data-table/bulk-preview";
import { BulkSheet } from "@/components/data-table/bulk-sheet";
import { type BulkProps, useBulk } from "@/components/data-table/use-bulk";
import { DaysChoice, endOfDays, useDaysChoice } from "@/components/forms/days-choice";
import { usualDays } from "@/components/forms/days-field";
import type { Deed } from "@/components/forms/deed";
import { useNow } from "@/components/time/now";
import { Alert } from "@/components/ui/alert";
import type { UserView } from "@/lib/core/user/user-view";
import { bulkUserLine } from "./bulk-user-line";
import { type BulkUsersKind, previewUsers } from "./bulk-users";
import type { UserHome } from "./user-actions";
import { validityField, validityHint, validityWords } from "./validity-fields";

export const bulkUserDeeds: Deed<BulkUsersKind>[] = [
  { kind: "grant", label: "Grant", icon: KeyRound },
  { kind: "revoke_passcode", label: "Revoke passcode", icon: CircleOff },
  { kind: "revoke", label: "Revoke access", icon: UserX },
  { kind: "restore", label: "Restore access", icon: UserCheck },
  { kind: "delete", label: "Delete", icon: Trash2, danger: true },
];

type Words = { heading: (counted: string) => string; button: string; done: string };
const words: Record<BulkUsersKind, Words> = {
  grant: { heading: (users) => `Grant ${users} a passcode?`, button: "Grant", done: "granted a passcode" },
  revoke_passcode: {
    heading: (users) => `Revoke the passcode of ${users}?`,
    button: "Revoke",
    done: "without a passcode",
  },
  revoke: { heading: (users) => `Revoke the access of ${users}?`, button: "Revoke", done: "without access" },
  restore: { heading: (users) => `Restore the access of ${users}?`, button: "Restore", done: "let in again" },
  delete: { heading: (users) => `Delete ${users}?`, button: "Delete", done: "deleted" },
};

type BulkUsersDialogProps = BulkProps<UserView> & { kind: BulkUsersKind; home: UserHome };

/** One change of many users. */
export function BulkUsersDialog({ kind, home, ...props }: BulkUsersDialogProps) {
  const { present, ...bulk } = useBulk(
    props,
    (changed) => `${counted(changed)} ${changed === 1 ? "is" : "are"} ${words[kind].done}`,
  );
  const validity = useDaysChoice(validityField, usualDays(home.maxLifetimeDays));
  const now = useNow();
  const { lines, ids, missed } = previewUsers(present, kind, home, now);
  const newEnd = endOfDays(validity.days, now);
  const change = kind === "grant" ? { do: kind, validity_days: validity.days } : { do: kind };
  const selfEnds = (kind === "revoke" || kind === "delete") && ids.includes(home.selfId);
  return (
    <BulkSheet
      bulk={bulk}
      heading={words[kind].heading(counted(ids.length))}
      label={`${words[kind].button} ${ids.length}`}
      isDanger={kind !== "grant" && kind !== "restore"}
      asks={
        missed > 0
          ? `I know that calls with ${missed === 1 ? "one" : missed} used in the last 7 days will be refused`
          : null
      }
      isHeld={ids.length === 0 || (kind === "grant" && newEnd === undefined)}
      onConfirm={() => bulk.send(ids, change)}
      onCloseAutoFocus={props.onCloseAutoFocus}
    >
      {kind === "grant" && (
        <DaysChoice choice={validity} words={validityWords} hint={validityHint(home.maxLifetimeDays)} />
      )}
      {selfEnds && <Alert wrong>You are among them: you are signed out at once.</Alert>}
      <BulkPreview lines={lines.map((line) => bulkUserLine(line, kind, newEnd))} />
      <p className="text-ink-soft text-sm">{whatStops[kind]}</p>
    </BulkSheet>
  );
}

const whatStops: Record<BulkUsersKind, string> = {
  grant: "Each finds it under Settings › My passcode; you never see them.",
  revoke_passcode: "Every call with these passcodes is refused at once. The users stay and can sign in.",
  revoke: "They are signed out at once, and every call with their passcodes is refused. They stay in the list.",
  restore: "They can sign in again; their passcodes are gone and are granted anew.",
  delete: "They are signed out at once, and every call with their passcodes is refused. This cannot be undone.",
};

const counted = (count: number) => `${count} ${count === 1 ? "user" : "users"}`;
