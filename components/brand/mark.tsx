import { classNames } from "@/components/ui/class-names";

/** The mark: a gate's battlement with a keyhole for a slot. Decorative: the name stands beside it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={classNames("size-5 text-patina", className)}>
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M3 3h6v5h4V3h6v5h4V3h6v26H3zM16 12.5a3.6 3.6 0 0 0-1.9 6.66L12.6 25h6.8l-1.5-5.84A3.6 3.6 0 0 0 16 12.5z"
      />
    </svg>
  );
}
