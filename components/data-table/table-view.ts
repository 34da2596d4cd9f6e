/** What a table shows, as its address says it. */
export type TableView = {
  q: string;
  /** A column's id, with `-` before it: the greatest first. */
  sort: string;
  /** From 1. */
  page: number;
  size: number;
  /** Ids of the columns that are not shown. */
  hide: readonly string[];
  filters: Readonly<Record<string, string>>;
};

/** What a table's address may say, and what it leaves out because it is usual. */
export type TableShape = {
  /** The usual one first. */
  sorts: readonly string[];
  /** Columns that can be hidden, in their order; those hidden at first. */
  columns: readonly string[];
  hide: readonly string[];
  filters: Readonly<Record<string, (text: string) => boolean>>;
};

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

export const pageSizes = [10, 25, 50, 100] as const;
const usualSize = 25;
const searchLengthMax = 200;

/** Reads a table's address. What is not in the shape is as if it were not there: an old link still shows a table. */
export function readTableView(params: SearchParams, shape: TableShape): TableView {
  const read = (name: string) => [params[name] ?? ""].flat()[0]?.replaceAll("\0", "") ?? "";
  const sort = read("sort");
  const size = Number(read("size"));
  const hidden = read("hide").split(",");
  const filters = Object.entries(shape.filters)
    .map(([name, takes]) => [name, read(name), takes] as const)
    .filter(([, text, takes]) => text !== "" && takes(text))
    .map(([name, text]) => [name, text] as const);
  return {
    q: read("q").slice(0, searchLengthMax),
    sort: shape.sorts.includes(sort) ? sort : (shape.sorts[0] ?? ""),
    page: /^[1-9]\d{0,3}$/.test(read("page")) ? Number(read("page")) : 1,
    size: pageSizes.find((one) => one === size) ?? usualSize,
    hide: params.hide === undefined ? shape.hide : shape.columns.filter((column) => hidden.includes(column)),
    filters: Object.fromEntries(filters),
  };
}

/** The address of a view, `?q=…` or empty: what is usual is left out. */
export function writeTableView(view: TableView, shape: TableShape): string {
  const params = new URLSearchParams(view.q ? { q: view.q } : {});
  for (const [name, text] of Object.entries(view.filters)) if (text) params.set(name, text);
  if (view.sort !== shape.sorts[0]) params.set("sort", view.sort);
  if (view.page > 1) params.set("page", String(view.page));
  if (view.size !== usualSize) params.set("size", String(view.size));
  if ([...view.hide].sort().join() !== [...shape.hide].sort().join()) params.set("hide", view.hide.join());
  return params.size > 0 ? `?${params}` : "";
}

/** The page that there is: the last one, where the address is past it. */
export const pageWithin = (view: TableView, rowCount: number) =>
  Math.max(1, Math.min(view.page, Math.ceil(rowCount / view.size)));

/** Whether rows may be left out: a search or a filter is on. */
export const isNarrowed = (view: TableView) => view.q !== "" || Object.keys(view.filters).length > 0;
