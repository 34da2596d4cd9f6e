import { pageWithin, type TableView } from "./table-view";

type List<Row> = (page: { limit: number; offset: number }) => Promise<{ data: Row[]; matching_count: number }>;

/** The page of rows that an address asks for; the last one that there is, where it asks past it. */
export async function readTablePage<Row>(asked: TableView, list: List<Row>) {
  const read = ({ page, size }: TableView) => list({ limit: size, offset: (page - 1) * size });
  const first = await read(asked);
  const view = { ...asked, page: pageWithin(asked, first.matching_count) };
  const { data, matching_count: matchingCount } = view.page === asked.page ? first : await read(view);
  return { data, matchingCount, view };
}
