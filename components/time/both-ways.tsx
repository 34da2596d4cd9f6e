import { Instant } from "./instant";
import { Span } from "./span";

/** An instant both ways: how far off, and when. */
export function BothWays({ at }: { at: string }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2 wide:block wide:leading-tight">
      <span className="wide:block">
        <Span at={at} />
      </span>
      <span className="text-ink-soft text-xs">
        <Instant at={at} />
      </span>
    </span>
  );
}
