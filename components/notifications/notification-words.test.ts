import { expect, test } from "vitest";
import { kindsInWords, namesInWords } from "./notification-words";

test.each([
  [["Acme"], 1, "Acme"],
  [["Acme", "Globex", "Initech"], 3, "Acme, Globex, Initech"],
  [["Acme", "Globex", "Initech"], 7, "Acme, Globex, Initech and 4 more"],
  [[], 0, ""],
])("%j of %i: %s", (subjects, subject_count, words) => {
  expect(namesInWords({ subjects, subject_count })).toBe(words);
});

test("what fell due together is told by each of its kinds", () => {
  expect(kindsInWords({ kinds: ["expiry", "retirement"] })).toBe("End of a passcode, End of an old secret");
  expect(kindsInWords({ kinds: [] })).toBe("Nothing any more");
});
