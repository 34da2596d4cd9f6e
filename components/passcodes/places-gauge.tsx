/** How many of the places are taken: a tally of ticks, and the words. */
export function PlacesGauge({ taken, places }: { taken: number; places: number }) {
  const left = places - taken;
  const ticks = "repeating-linear-gradient(90deg, currentColor 0 1px, transparent 0 2px)";
  return (
    <div className="flex items-center gap-3">
      <div aria-hidden className="relative hidden h-3.5 w-50 sm:block">
        <div className="absolute inset-0 text-rule-strong" style={{ background: ticks }} />
        <div
          className={`absolute inset-y-0 left-0 ${left > 5 ? "text-patina" : "text-brick"}`}
          style={{ background: ticks, width: `${(100 * taken) / places}%` }}
        />
      </div>
      <p className="text-ink-soft text-sm">
        <strong className="font-semibold text-ink">
          {taken} of {places}
        </strong>{" "}
        in use
      </p>
    </div>
  );
}
