const strokePx = 2;
const gapPx = 3;

/** The width of a tally of so many strokes, in tens (`tally` in globals.css). */
const widthPx = (strokes: number) => strokes * strokePx + Math.floor(Math.max(0, strokes - 1) / 10) * gapPx;

type PlacesGaugeProps = {
  taken: number;
  places: number;
  /** What they are, where the page's heading does not say it. */
  words?: string;
};

/** How many of the places are taken: a tally, and the words. */
export function PlacesGauge({ taken, places, words }: PlacesGaugeProps) {
  const nearlyFull = places - taken <= 5;
  return (
    <div className="flex grow items-center justify-end gap-3">
      <div aria-hidden className="relative hidden h-3.5 lg:block" style={{ width: widthPx(places) }}>
        <div className="tally absolute inset-0 text-rule-strong" />
        <div
          className={`tally absolute inset-y-0 left-0 ${nearlyFull ? "text-brick" : "text-patina"}`}
          style={{ width: widthPx(taken) }}
        />
      </div>
      <p className="text-ink-soft text-sm">
        <strong className="font-semibold text-ink">
          {taken} of {places}
        </strong>{" "}
        <span className={words ? undefined : "max-sm:sr-only"}>{words ?? "in use"}</span>
      </p>
    </div>
  );
}
