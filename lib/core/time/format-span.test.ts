import { expect, test } from "vitest";
import { formatSpan } from "./format-span";

const hour = 3_600_000;
const day = 24 * hour;

test.each([
  [12 * day - 60_000, "in 12 days"],
  [12 * day + 5 * hour, "in 12 days"],
  [2 * day, "in 2 days"],
  [2 * day - 1, "in 1 day"],
  [day - 1, "in 23 hours"],
  [hour, "in 1 hour"],
  [59_999, "in less than a minute"],
  [0, "just now"],
  [-1, "just now"],
  [-90_000, "1 minute ago"],
  [-3 * day, "3 days ago"],
  [1200 * day, "in 1,200 days"],
])("%d ms from now is %s", (span, words) => {
  expect(formatSpan(1e12 + span, 1e12)).toBe(words);
});
