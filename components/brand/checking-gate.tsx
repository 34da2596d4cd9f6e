import { Skeleton } from "@/components/ui/skeleton";

/** The place of a form while its link is looked at. @param what "the set-up link" */
export function CheckingGate({ what, lines }: { what: string; lines: number }) {
  return (
    <div role="status" className="grid gap-4">
      <span className="sr-only">Checking {what}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike.
        <Skeleton key={line} className="h-9 rounded-md" />
      ))}
    </div>
  );
}
