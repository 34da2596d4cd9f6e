import { expect, test } from "vitest";
import { nestedDeeperThan } from "./json-body";

const nested = (depth: number, open = "[", close = "]") => open.repeat(depth) + close.repeat(depth);

test.each([
  ["arrays", nested(32), false],
  ["arrays", nested(33), true],
  ["objects", nested(33, '{"a":', "}"), true],
  ["many, side by side", `[${Array(100).fill("[]").join()}]`, false],
  ["brackets in a string", JSON.stringify("[{".repeat(100)), false],
  ["an escaped quote before brackets in a string", `"\\"${"[".repeat(100)}"`, false],
  ["an escaped backslash at the end of a string", `["\\\\",${nested(32)}]`, true],
])("%s: %s is nested deeper than 32: %s", (_what, json, expected) => {
  expect(nestedDeeperThan(32, json)).toBe(expected);
});
