import { classNames } from "./class-names";

/** The place of a line that is still on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classNames("block h-3 animate-pulse rounded-sm bg-well", className)} />;
}
