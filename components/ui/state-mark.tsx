const shapes = {
  disc: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z",
  twoMoons: "M4 2a4 4 0 1 0 2 7.46A5 5 0 0 1 6 2.54 4 4 0 0 0 4 2zm4 0a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
  triangle: "M6 .8 11.6 11H.4z",
  bars: "M2 1h3v10H2zm5 0h3v10H7z",
  cross: "M2.1.7 6 4.6 9.9.7l1.4 1.4L7.4 6l3.9 3.9-1.4 1.4L6 7.4l-3.9 3.9L.7 9.9 4.6 6 .7 2.1z",
  ring: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1zm0 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  barred: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1zM3 5v2h6V5z",
} as const;
const colours = {
  well: "text-patina",
  warning: "text-amber",
  wrong: "text-brick",
  resting: "text-ink-soft",
} as const;

export type State = { word: string; shape: keyof typeof shapes; colour: keyof typeof colours };

/** A state by shape and word; the colour only helps. */
export function StateMark({ state: { word, shape, colour } }: { state: State }) {
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${colours[colour]}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-2.5">
        <path d={shapes[shape]} fill="currentColor" fillRule="evenodd" />
      </svg>
      {word}
    </span>
  );
}
