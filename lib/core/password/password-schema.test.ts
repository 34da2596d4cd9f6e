import { describe, expect, test } from "vitest";
import { passwordBesideTotpSchema, passwordSchema } from "./password-schema";
import { weakness } from "./weakness";

describe("a new password", () => {
  test("has 15 to 128 characters of any script", () => {
    expect(passwordSchema.safeParse("x".repeat(14)).success).toBe(false);
    expect(passwordSchema.safeParse("x".repeat(15)).success).toBe(true);
    expect(passwordSchema.safeParse("😀".repeat(128)).success).toBe(true);
    expect(passwordSchema.safeParse("x".repeat(129)).success).toBe(false);
  });

  test("has 8 characters at least beside TOTP", () => {
    expect(passwordBesideTotpSchema.safeParse("x".repeat(7)).success).toBe(false);
    expect(passwordBesideTotpSchema.safeParse("x".repeat(8)).success).toBe(true);
  });

  test.each([
    "passwordpassword",
    "Password12345678",
    "aaaaaaaaaaaaaaaaaaaa",
    "abababababababababab",
    "qwertyuiopasdfgh",
    "1234567890123456",
    "adaadaadaadaadaada",
    "Acme Partners 2026!",
    "ada@acme.test123",
    "letmein1",
    "Summer2026",
    "watchwordwatchword",
  ])("that an attacker tries first is refused: %s", (password) => {
    expect(weakness(password, ["Acme Partners", "Ada", "ada@acme.test"])).toMatch(/too easy/);
  });

  test.each([
    "correct horse battery staple",
    "a lantern on the north wall",
    "gT7#kq-9Zp!x2Lm",
    "xk7!pq2z",
    "пароль для северной стены",
  ])("that is long and nobody's is taken: %s", (password) => {
    expect(weakness(password, ["Acme Partners", "Ada", "ada@acme.test"])).toBeNull();
  });
});
