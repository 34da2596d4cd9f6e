import { expect, test } from "vitest";
import { parseBasic } from "./parse-basic";

const base64 = (text: string, encoding: BufferEncoding = "utf8") => Buffer.from(text, encoding).toString("base64");

test.each([
  ["ada@acme.test:secret", { email: "ada@acme.test", password: "secret" }],
  [" Ada@ACME.test :secret", { email: "ada@acme.test", password: "secret" }],
  ["ada@acme.test:a:b: ", { email: "ada@acme.test", password: "a:b: " }],
  ["ada@acme.test:pässword", { email: "ada@acme.test", password: "pässword" }],
  ["no address:x", { email: "no address", password: "x" }],
])("%j is e-mail and password", (text, login) => {
  expect(parseBasic(base64(text))).toEqual(login);
  expect(parseBasic(base64(text).replace(/=+$/, "")), "unpadded").toEqual(login);
});

test("what is no UTF-8 is read as Latin-1", () => {
  expect(parseBasic(base64("ada@acme.test:pässword", "latin1"))?.password).toBe("pässword");
});

test.each([
  ["", ""],
  ["no base64", "a:b"],
  ["base64url", "YTpi_-8"],
  ["blanks", `${base64("a:b")} ${base64("c:d")}`],
  ["no colon", base64("ada")],
  ["no e-mail", base64(":secret")],
  ["no password", base64("ada@acme.test:")],
  ["NUL in the e-mail", base64("a\0:secret")],
  ["a long e-mail", base64(`${"a".repeat(1025)}:secret`)],
  ["a long password", base64(`a:${"p".repeat(1025)}`)],
])("%s is none", (_what, text) => {
  expect(parseBasic(text)).toBeNull();
});
