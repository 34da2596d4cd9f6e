import { expect, test } from "vitest";
import { stillAsked } from "./asked-addresses";

const asked = ["", "?role=admin", "?role=admin&status=active"];

test("a change comes on top of what was asked for last, though the page is on its way there", () => {
  expect(stillAsked(asked, ""), "a filter set before the rows came is lost").toEqual(asked);
  expect(stillAsked(asked, "?role=admin"), "the second of two quick filters is lost").toEqual(asked);
});

test("a change comes on top of the address where the page has come, or was led by Back or a link", () => {
  for (const here of ["?role=admin&status=active", "?q=ada"]) {
    expect(stillAsked(asked, here), "what was left behind comes back").toEqual([here]);
  }
  expect(stillAsked([], "?q=ada")).toEqual(["?q=ada"]);
});
