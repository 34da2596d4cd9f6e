import { expect, test } from "vitest";
import { readTableView, writeTableView } from "@/components/data-table/table-view";
import { notificationsShape, toDeliveriesInput } from "./notifications-view";

const read = (search: string) => readTableView(Object.fromEntries(new URLSearchParams(search)), notificationsShape);

test("an address is what the core's list takes", () => {
  expect(toDeliveriesInput(read("q=acme&state=failed&kind=expiry&sort=-recipient"))).toEqual({
    ...{ q: "acme", sort: "-recipient", state: "failed", kind: "expiry" },
  });
});

test("what is no state, kind or order is as if it were not there", () => {
  const view = read("state=lost&kind=gossip&sort=digest&hide=kinds,channel");
  expect(toDeliveriesInput(view)).toEqual({ q: "", sort: "-created_at" });
  expect(writeTableView(view, notificationsShape)).toBe("?hide=channel");
});
