import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useOptimistic, useRef, useTransition } from "react";
import { stillAsked } from "./asked-addresses";
import { readTableView, type TableShape, type TableView, writeTableView } from "./table-view";

export type TableAddress = {
  /** What is asked for, before the rows have come. */
  view: TableView;
  /**
   * Goes to another view, on its first page unless it says which. `replace`: without a step in the history.
   * @param patch is given what was asked for last.
   */
  change: (patch: (asked: TableView) => Partial<TableView>, how?: "push" | "replace") => void;
  /** Sets filters, beside those that are set; an empty one is taken off. */
  narrow: (filters: Readonly<Record<string, string>>) => void;
  /** Leaves out search and filters. */
  showAll: () => void;
  isPending: boolean;
  /** What follows the path in the address. */
  search: string;
};

/** A table's view lives in the address: reload, Back and a link to it show the same. */
export function useTableAddress(shown: TableView, shape: TableShape): TableAddress {
  const router = useRouter();
  const path = usePathname();
  const [isPending, startTransition] = useTransition();
  const [view, show] = useOptimistic(shown);
  const askedRef = useAsked();
  const change: TableAddress["change"] = (patch, how = "push") =>
    startTransition(() => {
      const asked = stillAsked(askedRef.current, window.location.search);
      const last = readTableView(Object.fromEntries(new URLSearchParams(asked.at(-1))), shape);
      const next = { ...last, page: 1, ...patch(last) };
      const search = writeTableView(next, shape);
      askedRef.current = [...asked, search];
      show(next);
      router[how](`${path}${search}` as Route, { scroll: false });
    });
  return {
    view,
    change,
    narrow: (filters) => change((asked) => ({ filters: { ...asked.filters, ...filters } })),
    showAll: () => change(() => ({ q: "", filters: {} })),
    isPending,
    search: writeTableView(view, shape),
  };
}

/** What is asked for and has not come: React shows it ahead, but may take it back before the page is there. */
function useAsked() {
  const ref = useRef<readonly string[]>([]);
  useEffect(() => {
    ref.current = stillAsked(ref.current, window.location.search);
  });
  return ref;
}
