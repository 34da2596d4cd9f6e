import { expect, test } from "vitest";
import { inTurn } from "./queue";

test("work for one account runs one at a time and in order; another account does not wait for it", async () => {
  const seen: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = inTurn("a", async () => {
    await held;
    seen.push("a1");
  });
  const second = inTurn("a", async () => void seen.push("a2"));
  await inTurn("b", async () => void seen.push("b1"));
  expect(seen).toEqual(["b1"]);
  release();
  await Promise.all([first, second]);
  expect(seen).toEqual(["b1", "a1", "a2"]);
});

test("a failure does not stop those behind it", async () => {
  const failing = inTurn("a", async () => {
    throw new Error("no");
  });
  const next = inTurn("a", async () => "done");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("done");
});

test("the 1,001st that waits is told to come back", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const waiting = Array.from({ length: 1000 }, () => inTurn("a", () => held));
  await expect(inTurn("a", () => held)).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 1 });
  release();
  await Promise.all(waiting);
  expect(await inTurn("a", async () => "free again")).toBe("free again");
});
