import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A message about the whole of a form or page; `wrong` ones are announced. */
export function Alert({ wrong = false, children }: { wrong?: boolean; children: ReactNode }) {
  const Sign = wrong ? CircleAlert : Info;
  return (
    <div
      role={wrong ? "alert" : undefined}
      className={classNames(
        "flex gap-2 border-l-2 px-3 py-2 text-sm",
        wrong ? "border-brick bg-brick-wash text-brick" : "border-patina bg-patina-wash text-ink",
      )}
    >
      <Sign aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
