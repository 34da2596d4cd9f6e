import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { isUsedLately } from "./is-used-lately";

export type BulkKind = "delete" | "suspend" | "resume" | "set_expiry";

export type PreviewLine = {
  passcode: PasscodeView;
  /** Whether the change would change it at all. */
  changes: boolean;
  /** It takes calls, was used in the last 7 days and will be refused: somebody will miss it. */
  isMissed: boolean;
};

export type Preview = {
  lines: PreviewLine[];
  /** Those that will be changed. */
  ids: string[];
  /** How many of them somebody will miss. */
  missed: number;
  /** Places among the hundred that are taken; negative: that become free. */
  places: number;
};

/** What a change of many will do, line by line. @param now milliseconds */
export function previewChange(passcodes: PasscodeView[], kind: BulkKind, now: number): Preview {
  const lines = passcodes.map((passcode) => ({
    passcode,
    changes: changes(passcode, kind),
    isMissed: ends(kind) && changes(passcode, kind) && takesCalls(passcode) && isUsedLately(passcode, now),
  }));
  const changed = lines.filter((line) => line.changes);
  return {
    lines,
    ids: changed.map(({ passcode }) => passcode.id),
    missed: changed.filter(({ isMissed }) => isMissed).length,
    places: changed.reduce((sum, { passcode }) => sum + placesOf(passcode, kind), 0),
  };
}

const ends = (kind: BulkKind) => kind === "delete" || kind === "suspend";
const takesCalls = ({ status }: PasscodeView) => status !== "expired" && status !== "suspended";

/** An expired one rests already; suspended besides, it would not say so, and not work when it is given a new end. */
function changes({ status }: PasscodeView, kind: BulkKind): boolean {
  if (kind === "suspend") return status !== "suspended" && status !== "expired";
  if (kind === "resume") return status === "suspended";
  return true;
}

/** Expired ones hold no place: deleting one frees none, a new end takes one. */
function placesOf({ status }: PasscodeView, kind: BulkKind): number {
  if (kind === "delete") return status === "expired" ? 0 : -1;
  return kind === "set_expiry" && status === "expired" ? 1 : 0;
}
