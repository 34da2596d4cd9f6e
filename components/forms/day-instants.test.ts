import { expect, test } from "vitest";
import { dayOfInstant, instantOfDay } from "./day-instants";

test("a day comes back from its instants as it was", () => {
  for (const day of ["2026-12-31", "2028-02-29", "2026-03-29"]) {
    for (const edge of ["start", "end"] as const) expect(dayOfInstant(instantOfDay(day, edge), edge, true)).toBe(day);
  }
});

test("from the start of a day to its end is a whole day", () => {
  const spanMs = Date.parse(instantOfDay("2026-07-01", "end")) - Date.parse(instantOfDay("2026-07-01", "start"));
  expect(spanMs).toBe(86_400_000);
});

test("nothing is nothing", () => {
  expect(dayOfInstant("", "start", true)).toBe("");
  expect(instantOfDay("", "end")).toBe("");
});

test("until the reader's zone is known a day is told in UTC", () => {
  expect(dayOfInstant("2026-12-03T00:00:00.000Z", "start", false)).toBe("2026-12-03");
  expect(dayOfInstant("2026-12-04T00:00:00.000Z", "end", false)).toBe("2026-12-03");
});
