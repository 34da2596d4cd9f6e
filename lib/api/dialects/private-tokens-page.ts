import { Refusal } from "@/lib/api/refusal";
import type { listPrivateTokens } from "@/lib/core/private-token/list-private-tokens";
import { env } from "@/lib/env";

type ListInput = Parameters<typeof listPrivateTokens>[1];
type Page = { number: number; size: number; given: [name: string, value: string][] };

const pageSizeDefault = 50;
const pageSizeMax = 100;
/** As far as the core goes. */
const offsetMax = 1_000_000;

const sorts: Record<string, ListInput["sort"]> = {
  name: "name",
  "-name": "-name",
  expiration_time: "expires_at",
  "-expiration_time": "-expires_at",
};

/**
 * The parameters of a page as Django REST reads them, in the words of the core: more than `page_size` may be is taken for the most,
 * a page that there cannot be is not found; other mistakes are told by their field.
 * @throws Refusal `invalid_request`, `not_found`.
 */
export function readPage(query: Record<string, unknown>): { page: Page; input: ListInput } {
  const given = ["ordering", "q", "page_size"].flatMap((name): [string, string][] => {
    const value = textOf(query, name);
    return value === "" ? [] : [[name, value]];
  });
  const { ordering, q, page_size } = Object.fromEntries(given);
  const size = sizeOf(page_size);
  const number = pageOf(textOf(query, "page"), size);
  const input = { q, sort: sortOf(ordering), limit: size, offset: (number - 1) * size };
  return { page: { number, size, given }, input };
}

/** Where the pages beside this one are, under `PUBLIC_URL`. @throws Refusal `not_found` past the last page; the first is always there. */
export function pageLinks({ number, size, given }: Page, count: number) {
  if (number > 1 && (number - 1) * size >= count) throw noSuchPage();
  const link = (page: number) => {
    const url = new URL("api/v1/auth/private_tokens/", `${env().PUBLIC_URL}/`);
    for (const [name, value] of given) url.searchParams.set(name, value);
    if (page > 1) url.searchParams.set("page", String(page));
    return url.href;
  };
  return {
    next: number * size < count ? link(number + 1) : null,
    previous: number > 1 ? link(number - 1) : null,
  };
}

/** Sent empty is as left out. @throws Refusal `invalid_request` where it was sent twice. */
function textOf(query: Record<string, unknown>, name: string): string {
  const value = query[name] ?? "";
  if (typeof value === "string") return value;
  throw invalid(name, "Give it once.");
}

function sortOf(ordering: string | undefined): ListInput["sort"] {
  if (ordering === undefined) return undefined;
  if (Object.hasOwn(sorts, ordering)) return sorts[ordering];
  throw invalid("ordering", `Select one of ${Object.keys(sorts).join(", ")}.`);
}

function sizeOf(text: string | undefined): number {
  if (text === undefined) return pageSizeDefault;
  if (/^0*[1-9]\d*$/.test(text)) return Math.min(Number(text), pageSizeMax);
  throw invalid("page_size", `A whole number from 1 to ${pageSizeMax}.`);
}

function pageOf(text: string, size: number): number {
  const number = text === "" ? 1 : /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 0;
  if (number > 0 && (number - 1) * size <= offsetMax) return number;
  throw noSuchPage();
}

const noSuchPage = () => new Refusal("not_found", "Invalid page.");

const invalid = (path: string, message: string) =>
  new Refusal("invalid_request", message, { issues: [{ path, message }] });
