"use client";
import { Instant } from "@/components/time/instant";
import { Span } from "@/components/time/span";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import type { BulkKind, Preview } from "./bulk-change";
import { statusWord } from "./status-mark";

type BulkPreviewProps = {
  preview: Preview;
  kind: BulkKind;
  /** The end that is to be set; null: forever; undefined: not typed yet. */
  newEnd: string | null | undefined;
};

/** One by one what will change, and when each was last used. */
export function BulkPreview({ preview, kind, newEnd }: BulkPreviewProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section aria-label="What will change" tabIndex={0} className="max-h-[40dvh] overflow-y-auto border-y">
      <ul className="divide-y text-sm">
        {preview.lines.map(({ passcode, changes, isMissed }) => (
          <li key={passcode.id} className="grid grid-cols-[1fr_auto] gap-x-4 py-1.5 sm:grid-cols-[1fr_1.3fr_8.5rem]">
            <span className="wrap-anywhere min-w-0 font-medium">{passcode.name}</span>
            <span className="max-sm:order-last max-sm:col-span-2">
              {changes ? (
                <Change {...{ passcode, kind, newEnd }} />
              ) : (
                <span className="text-ink-soft">stays as it is</span>
              )}
            </span>
            <span className={`text-right ${isMissed ? "text-amber" : "text-ink-soft"}`}>
              {passcode.last_used_at ? (
                <>
                  used <Span at={passcode.last_used_at} />
                </>
              ) : (
                "never used"
              )}
            </span>
          </li>
        ))}
      </ul>
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
