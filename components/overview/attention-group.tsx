import { type ReactNode, useId } from "react";
import { type State, StateMark } from "@/components/ui/state-mark";

type AttentionGroupProps = {
  state: State;
  /** How many there are: "3 account passcodes". */
  count: string;
  /** A line each. */
  children: ReactNode;
};

/** One kind of thing that needs attention: named and counted at the margin, its rows beside it. */
export function AttentionGroup({ state, count, children }: AttentionGroupProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-6 border-b py-2 @3xl:grid-cols-[12rem_minmax(0,1fr)]">
      <div className="py-1.5">
        <h3 id={id} className="font-semibold text-sm">
          <StateMark state={state} />
        </h3>
        <p className="text-ink-soft text-xs">{count}</p>
      </div>
      <ul className="min-w-0 divide-y text-sm">{children}</ul>
    </section>
  );
}

/** One of them. @param what about it needs attention @param at when */
export function AttentionRow({ name, what, at }: { name: ReactNode; what: ReactNode; at: ReactNode }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 py-1.5 @2xl:grid @2xl:grid-cols-[minmax(0,1fr)_12rem_17rem]">
      <span className="min-w-0 basis-full">{name}</span>
      <span>{what}</span>
      <span className="@2xl:text-right">{at}</span>
    </li>
  );
}
