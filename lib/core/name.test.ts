import { describe, expect, test } from "vitest";
import { emailSchema, foldCase, nameFromEmail, nameSchema } from "./name";

const name = nameSchema("Name");
const messageOf = (input: unknown) => name.safeParse(input).error?.issues[0]?.message;

describe("a name", () => {
  test("is kept as it was typed, trimmed and in NFC", () => {
    expect(name.parse("  Cafe\u0301 München  ")).toBe("Café München");
    expect(name.parse("👩‍👩‍👧 partner")).toBe("👩‍👩‍👧 partner");
    expect(name.parse("שלום")).toBe("שלום");
  });

  test("of 100 characters is taken, of 101 refused, counted as people count", () => {
    expect(name.parse("😀".repeat(100))).toHaveLength(200);
    expect(messageOf("x".repeat(101))).toBe("Name: at most 100 characters.");
  });

  test.each([
    ["empty", ""],
    ["spaces", "   "],
    ["zero-width", "\u200b\u200d"],
    ["Hangul filler", "\u3164"],
  ])("that shows as nothing is refused (%s)", (_what, text) => {
    expect(messageOf(text)).toBe("Name: must not be empty.");
  });

  test.each([
    ["NUL", "a\0b"],
    ["CR LF", "a\r\nBcc: x"],
    ["escape", "a\u001b[31m"],
    ["bidi override", "a\u202egpj.exe"],
    ["bidi isolate", "a\u2066b"],
    ["line separator", "a\u2028b"],
    ["lone surrogate", "a\ud800b"],
  ])("that would forge what is read is refused (%s)", (_what, text) => {
    expect(messageOf(text)).toBe("Name: control and text-direction characters are not allowed.");
  });

  test("that is not text is refused", () => {
    for (const input of [undefined, null, 7, {}, ["a"]]) expect(messageOf(input)).toBe("Name: text is needed.");
  });
});

test("names that differ only in case or form are one name", () => {
  for (const [a, b] of [
    ["ACME", "acme"],
    ["Straße", "STRASSE"],
    ["Cafe\u0301", "CAFÉ"],
    ["ΟΔΟΣ", "οδος"],
  ] as const) {
    expect(foldCase(a), `${a} ~ ${b}`).toBe(foldCase(b));
  }
});

describe("an e-mail address", () => {
  test("is lower-cased and NFC", () => expect(emailSchema.parse(" Ada@Example.TEST ")).toBe("ada@example.test"));
  test.each(["", "ada", "a@x,b@evil", "a@b@c", "a b@c", "a@b\r\nBcc: c", "<a@b>", `${"a".repeat(251)}@b.c`])(
    "%j is refused",
    (text) => {
      expect(emailSchema.safeParse(text).success).toBe(false);
    },
  );
});

test.each([
  ["ada.lovelace@acme.test", "Ada Lovelace"],
  ["ops@acme.test", "Ops"],
  ["--@acme.test", "--@acme.test"],
])("who has told no name but %s is called %s", (email, name) => expect(nameFromEmail(email)).toBe(name));
