import type { BulkLine } from "@/components/data-table/bulk-preview";
import { EndChange } from "@/components/time/end-change";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import type { BulkKind, PreviewLine } from "./bulk-change";
import { UsedAside } from "./last-used";
import { statusWord } from "./status-mark";

/** What a change of many makes of one passcode. @param newEnd the end that is to be set; null: forever; undefined: not typed yet */
export function bulkLine(
  { passcode, changes, isMissed }: PreviewLine,
  kind: BulkKind,
  newEnd: string | null | undefined,
): BulkLine {
  return {
    id: passcode.id,
    name: passcode.name,
    change: changes ? <Change {...{ passcode, kind, newEnd }} /> : null,
    aside: <UsedAside at={passcode.last_used_at} />,
    isWarned: isMissed,
  };
}

type ChangeProps = { passcode: PasscodeView; kind: BulkKind; newEnd: string | null | undefined };

function Change({ passcode, kind, newEnd }: ChangeProps) {
  if (kind === "delete") return <>{statusWord(passcode.status)} → deleted</>;
  if (kind === "suspend") return <>{statusWord(passcode.status)} → suspended</>;
  if (kind === "resume") return <>Suspended → resumed</>;
  return <EndChange from={passcode.expires_at} to={newEnd} />;
}
