import { expect, test } from "vitest";
import { formatInstant } from "./format-instant";

test("an instant is told in the zone that is asked for", () => {
  const instant = new Date("2026-12-03T23:05:00Z");
  expect(formatInstant(instant, "UTC")).toEqual({ date: "3 Dec 2026", time: "23:05", zone: "UTC" });
  expect(formatInstant(instant, "Asia/Kolkata")).toEqual({ date: "4 Dec 2026", time: "04:35", zone: "GMT+5:30" });
});

test("midnight is 00, not 24", () => {
  expect(formatInstant(new Date("2026-12-03T00:00:00Z"), "UTC").time).toBe("00:00");
});
