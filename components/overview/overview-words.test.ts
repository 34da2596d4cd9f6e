import { expect, test } from "vitest";
import { endsInWords } from "./overview-words";

test.each([
  ["2026-12", 4, 11, "December 2026: 4 account passcodes, 11 users' passcodes"],
  ["2027-01", 1, 1, "January 2027: 1 account passcode, 1 user's passcode"],
  ["2027-02", 0, 2, "February 2027: 2 users' passcodes"],
  ["2027-03", 3, 0, "March 2027: 3 account passcodes"],
  ["2027-04", 0, 0, "April 2027: none"],
])("%s, %i and %i", (month, account_count, user_count, words) => {
  expect(endsInWords({ month, account_count, user_count })).toBe(words);
});
