import { Check, X } from "lucide-react";

/** Whether it was done or refused, by sign and word. */
export function ResultMark({ result }: { result: "ok" | "refused" }) {
  const isDone = result === "ok";
  const Sign = isDone ? Check : X;
  return (
    <span className={`inline-flex items-center gap-1.5 ${isDone ? "text-patina" : "text-brick"}`}>
      <Sign aria-hidden className="size-3.5" />
      {isDone ? "Done" : "Refused"}
    </span>
  );
}
