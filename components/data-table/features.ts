import {
  columnVisibilityFeature,
  metaHelper,
  rowPaginationFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";

export type ColumnMeta = {
  /** The column's name: beside the value on a narrow screen, in the menus of columns and orders. */
  label: string;
  /** In a narrow place: `head` is the card's first line, `lead` stands at its left, `corner` at its right, `tag`s stand two and two below it; all others are lines with their label. */
  place?: "head" | "lead" | "corner" | "tag";
  className?: string;
};

/** What our tables can do. Search, order and pages are the server's work: the table shows what came and asks for more. */
export const features = tableFeatures({
  columnVisibilityFeature,
  rowPaginationFeature,
  rowSelectionFeature,
  rowSortingFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

export type Features = typeof features;
