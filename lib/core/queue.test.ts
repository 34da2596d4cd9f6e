import { expect, test } from "vitest";
import { inTurn } from "./queue";

test("work for one account runs one at a time and in order; another account does not wait for it", async () => {
  const seen: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = inTurn("a", 1, async () => {
    await held;
    seen.push("a1");
  });
  const second = inTurn("a", 1, async () => void seen.push("a2"));
  await inTurn("b", 1, async () => void seen.push("b1"));
  expect(seen).toEqual(["b1"]);
  release();
  await Promise.all([first, second]);
  expect(seen).toEqual(["b1", "a1", "a2"]);
});

test("a failure does not stop those behind it", async () => {
  const failing = inTurn("a", 1, async () => {
    throw new Error("no");
  });
  const next = inTurn("a", 1, async () => "done");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("done");
});

test("the 1,001st that waits is told to come back", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const waiting = Array.from({ length: 1000 }, () => inTurn("a", 1, () => held));
  await expect(inTurn("a", 1, () => held)).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 1 });
  release();
  await Promise.all(waiting);
  expect(await inTurn("a", 1, async () => "free again")).toBe("free again");
});
