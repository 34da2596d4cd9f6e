import { expect, test } from "vitest";
import { overlapInWords } from "./overlap-in-words";

test.each([
  [0, "none"],
  [1, "1 second"],
  [3600, "1 hour"],
  [5400, "90 minutes"],
  [86_400, "1 day"],
  [2_592_000, "30 days"],
])("%i seconds are %s", (seconds, words) => {
  expect(overlapInWords(seconds)).toBe(words);
});
