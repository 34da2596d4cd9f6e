import { expect, test } from "vitest";
import { findMistakes, listMistake, mistakesFrom, splitAddresses, withoutAddresses } from "./addresses";

test("addresses are pasted with commas, spaces, semicolons and lines between them", () => {
  expect(splitAddresses(" a@x.test, b@x.test;c@x.test\r\nd@x.test\te@x.test,, ")).toEqual(
    ["a", "b", "c", "d", "e"].map((name) => `${name}@x.test`),
  );
  expect(splitAddresses(" \n")).toEqual([]);
});

test("a mistake is told at its address, one that is twice at the second", () => {
  expect(findMistakes(["a@x.test", "b@", "A@X.test", "c@x.test"])).toEqual([
    { index: 1, address: "b@", message: "E-mail: this is not an address." },
    { index: 2, address: "A@X.test", message: "E-mail: it is in this list already." },
  ]);
});

test("what the server finds stands at the address that it is about", () => {
  const issues = [
    { path: "invitations.1.email", message: "known" },
    { path: "invitations", message: "too many" },
    { path: "invitations.9.email", message: "nobody's" },
  ];
  expect(mistakesFrom(issues, ["a@x.test", "b@x.test"])).toEqual([{ index: 1, address: "b@x.test", message: "known" }]);
});

test("one to fifty at once", () => {
  expect(listMistake(0)).toBe("Addresses: at least one.");
  expect(listMistake(50)).toBeUndefined();
  expect(listMistake(51)).toBe("Addresses: at most 50 at once; these are 51.");
});

test("what is taken out is gone, the rest stays", () => {
  expect(withoutAddresses(["a", "b", "c"], [0, 2])).toBe("b");
});
