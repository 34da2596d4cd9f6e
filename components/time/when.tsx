import { Instant } from "./instant";
import { Span } from "./span";

/** An instant within a sentence, both ways: "in 12 days (3 Dec 2026, 14:05 CET)". */
export function When({ at }: { at: string }) {
  return (
    <>
      <Span at={at} /> (<Instant at={at} />)
    </>
  );
}
