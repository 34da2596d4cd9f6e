import { expect, test } from "vitest";
import { pageWithin, readTableView, type TableShape, writeTableView } from "./table-view";

const shape: TableShape = {
  sorts: ["-made", "made", "name", "-name"],
  columns: ["name", "made", "contact"],
  hide: ["contact"],
  filters: { status: (text) => ["good", "bad"].includes(text) },
};
const usual = { q: "", sort: "-made", page: 1, size: 25, hide: ["contact"], filters: {} };

test("an empty address is the usual view, and the other way round", () => {
  expect(readTableView({}, shape)).toEqual(usual);
  expect(writeTableView(usual, shape)).toBe("");
});

test("a view comes back from its address as it was", () => {
  const views = [
    { ...usual, q: "a&b=c #+%", sort: "name", page: 3, size: 50, hide: ["name", "made"], filters: { status: "bad" } },
    { ...usual, hide: [] },
  ];
  for (const view of views) {
    const params = Object.fromEntries(new URLSearchParams(writeTableView(view, shape)));
    expect(readTableView(params, shape)).toEqual(view);
  }
});

test("what cannot be is the usual", () => {
  const params = { sort: "digest", page: "0", size: "26", hide: "contact,id", status: "ugly", q: ["x\0", "y"] };
  expect(readTableView(params, shape)).toEqual({ ...usual, q: "x" });
  for (const page of ["-1", "1e3", "1.5", "99999", "x", " 2"]) expect(readTableView({ page }, shape).page).toBe(1);
  expect(readTableView({ q: "x".repeat(201) }, shape).q).toHaveLength(200);
});

test("a page past the end is the last one", () => {
  expect(pageWithin({ ...usual, page: 9 }, 60)).toBe(3);
  expect(pageWithin({ ...usual, page: 9 }, 0)).toBe(1);
  expect(pageWithin({ ...usual, page: 2 }, 60)).toBe(2);
});
