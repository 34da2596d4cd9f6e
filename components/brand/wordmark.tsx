import { Mark } from "./mark";

/** Mark and name. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2">
      <Mark />
      <span className="font-semibold text-lg tracking-tight">Watchword</span>
    </span>
  );
}
