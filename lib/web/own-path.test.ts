import { expect, test } from "vitest";
import { ownPath } from "./own-path";

test.each(["/passcodes", "/passcodes?q=a%20b", "/"])("%s is our own", (path) => {
  expect(ownPath(path, "/home")).toBe(path);
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "%09//evil.example",
  "/%09/evil.example",
  "/\t/evil.example",
  "\t//evil.example",
  "/./\\evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/%5cevil.example",
  "/%2f%2fevil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "evil.example",
  "",
  undefined,
  ["/passcodes"],
])("%s is not followed", (path) => {
  expect(ownPath(path, "/home")).toBe("/home");
});
