import { Instant } from "./instant";

/** An end that moves. @param to null: without an end; undefined: not typed yet. @param never what no end is called. */
export function EndChange(props: { from: string | null; to: string | null | undefined; never?: string }) {
  const { from, to, never = "forever" } = props;
  return (
    <>
      {from ? <Instant at={from} /> : never} → {to === undefined ? "?" : to ? <Instant at={to} /> : never}
    </>
  );
}
