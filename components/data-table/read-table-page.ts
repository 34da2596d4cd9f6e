import { pageWithin, type TableView } from "./table-view";

type Page = { limit: number; offset: number };

/** The page of rows that an address asks for; the last one that there is, where it asks past it. What else the list tells comes along. */
export async function readTablePage<Answer extends { matching_count: number }>(
  asked: TableView,
  list: (page: Page) => Promise<Answer>,
) {
  const read = ({ page, size }: TableView) => list({ limit: size, offset: (page - 1) * size });
  const first = await read(asked);
  const view = { ...asked, page: pageWithin(asked, first.matching_count) };
  const { matching_count: matchingCount, ...more } = view.page === asked.page ? first : await read(view);
  return { ...more, matchingCount, view };
}
