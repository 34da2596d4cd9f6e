import { Alert } from "@/components/ui/alert";
import type { Preview } from "./bulk-change";
import type { PasscodeHome } from "./passcode-actions";

type BulkSummaryProps = { preview: Preview; home: Pick<PasscodeHome, "taken" | "places"> };

/** The change in sum: who will miss them, and the places. */
export function BulkSummary({ preview, home: { taken, places } }: BulkSummaryProps) {
  const after = taken + preview.places;
  return (
    <>
      {preview.missed > 0 && (
        <p className="border-amber border-l-2 bg-amber-wash px-3 py-2 text-sm">
          {preview.missed} of them {preview.missed === 1 ? "takes calls and was" : "take calls and were"} used in the
          last 7 days. Whoever uses {preview.missed === 1 ? "it" : "them"} stops working.
        </p>
      )}
      <p className="text-ink-soft text-sm">{placesInWords(preview.places, after, places)}</p>
      {after > places && (
        <Alert wrong>
          That is more than there can be. Choose fewer of the expired ones, or delete what is no longer used first.
        </Alert>
      )}
    </>
  );
}

function placesInWords(change: number, after: number, places: number): string {
  if (change === 0) return `No place is taken or freed: ${after} of ${places} in use.`;
  const count = Math.abs(change);
  const verb = change > 0 ? "taken" : "freed";
  return `${count} ${count === 1 ? "place is" : "places are"} ${verb}: ${after} of ${places} in use afterwards.`;
}
