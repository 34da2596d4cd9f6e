import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { type TableShape, type TableView, writeTableView } from "./table-view";

export type TableAddress = {
  /** What is asked for, before the rows have come. */
  view: TableView;
  /** Goes to another view, on its first page unless it says which. `replace`: without a step in the history. */
  change: (patch: Partial<TableView>, how?: "push" | "replace") => void;
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
  const change: TableAddress["change"] = (patch, how = "push") =>
    startTransition(() => {
      const next = { ...view, page: 1, ...patch };
      show(next);
      router[how](`${path}${writeTableView(next, shape)}` as Route, { scroll: false });
    });
  return { view, change, isPending, search: writeTableView(view, shape) };
}
