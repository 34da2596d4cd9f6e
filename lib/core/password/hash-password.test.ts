import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./hash-password";

test("a password is kept as argon2id with 19 MiB and two passes", async () => {
  expect(await hashPassword("a lantern on the north wall")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("only the same password opens it, however long, in either Unicode form", async () => {
  const long = "x".repeat(99);
  const digest = await hashPassword(`${long}a`);
  expect(await verifyPassword(digest, `${long}a`)).toBe(true);
  expect(await verifyPassword(digest, `${long}b`), "long passwords are cut short").toBe(false);
  expect(await verifyPassword(await hashPassword("Café am Nordtor"), "Cafe\u0301 am Nordtor")).toBe(true);
});

test("nobody has no password, at the same work", async () => {
  expect(await verifyPassword(null, "a lantern on the north wall")).toBe(false);
});

test("more sign-ins than may wait are told to come back", async () => {
  const all = await Promise.allSettled(Array.from({ length: 260 }, () => verifyPassword(null, "x")));
  const refused = all.filter((one) => one.status === "rejected");
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ reason }) => reason.code === "unavailable")).toBe(true);
});
