import { expect, test } from "vitest";
import { frameMail, hasDarkLook } from "./frame-mail";

test.each([
  ["<!DOCTYPE html><html><head><title>a</title></head></html>", '<head><base target="_blank"><title>'],
  ['<html><HEAD lang="en"><title>a</title></HEAD></html>', '<HEAD lang="en"><base target="_blank"><title>'],
  ["<header>a</header>", '<base target="_blank"><header>a'],
  ["<p>$&</p>", '<base target="_blank"><p>$&</p>'],
])("the links of %s open nothing in the frame", (html, part) => {
  expect(frameMail(html, "light")).toContain(part);
});

test("a mail begins as it did: its document type comes first", () => {
  expect(frameMail("<!DOCTYPE html><head></head>", "dark")).toMatch(/^<!DOCTYPE html>/);
});

test("a look for the dark is one that the mail itself has", () => {
  expect(hasDarkLook("<style>@media (prefers-color-scheme:dark){p{color:#fff}}</style>")).toBe(true);
  expect(hasDarkLook("<p>after dark</p>")).toBe(false);
});

test("the look is the chosen one, whatever the reader's own theme", () => {
  const html = "<style>@media (prefers-color-scheme:dark){p{color:#fff}}</style>";
  expect(frameMail(html, "dark")).toContain("@media (min-width: 0){p{");
  expect(frameMail(html, "light")).toContain("@media (max-width: 0){p{");
});
