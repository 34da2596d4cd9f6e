"use client";
import { BothWays } from "@/components/time/both-ways";
import { Instant } from "@/components/time/instant";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import type { BulkKind, Preview } from "./bulk-change";
import { statusWord } from "./status-mark";

type BulkPreviewProps = {
  preview: Preview;
  kind: BulkKind;
  /** The end that is to be set; null: forever; undefined: not typed yet. */
  newEnd: string | null | undefined;
};

/** Line by line what will change, and when each was last used. */
export function BulkPreview({ preview, kind, newEnd }: BulkPreviewProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section aria-label="What will change" tabIndex={0} className="max-h-[40dvh] overflow-y-auto border-y">
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-sheet text-left text-ink-soft text-xs">
          <tr>
            <th scope="col" className="py-1.5 pr-3 font-medium">
              Name
            </th>
            <th scope="col" className="pr-3 font-medium">
              What changes
            </th>
            <th scope="col" className="font-medium">
              Last used
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.lines.map(({ passcode, changes, usedLately }) => (
            <tr key={passcode.id} className="border-t align-top">
              <th scope="row" className="wrap-anywhere py-1.5 pr-3 text-left font-medium">
                {passcode.name}
              </th>
              <td className="py-1.5 pr-3">
                {changes ? <Change {...{ passcode, kind, newEnd }} /> : <span className="text-ink-soft">stays</span>}
              </td>
              <td className={`py-1.5 ${usedLately ? "text-amber" : "text-ink-soft"}`}>
                {passcode.last_used_at ? <BothWays at={passcode.last_used_at} /> : "Never"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type ChangeProps = { passcode: PasscodeView; kind: BulkKind; newEnd: string | null | undefined };

function Change({ passcode, kind, newEnd }: ChangeProps) {
  if (kind === "delete") return <>{statusWord(passcode.status)} → deleted</>;
  if (kind === "suspend") return <>{statusWord(passcode.status)} → suspended</>;
  if (kind === "resume") return <>Suspended → resumed</>;
  return (
    <>
      <End at={passcode.expires_at} /> → {newEnd === undefined ? "?" : <End at={newEnd} />}
    </>
  );
}

const End = ({ at }: { at: string | null }) => (at ? <Instant at={at} /> : "forever");
