import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { atEndOfTurn } from "./at-end-of-turn";

test("what came in with one turn is done together at its end, in its order", async () => {
  const done: string[] = [];
  atEndOfTurn(() => done.push("first"));
  // Each socket that has something to read ends with its ticks and promises.
  await new Promise((resolve) => process.nextTick(resolve));
  atEndOfTurn(() => done.push("second"));
  expect(done, "a client that asks for many is woken for each answer").toEqual([]);
  await nextTurn();
  expect(done, "an answer is lost, or waits for who knows what").toEqual(["first", "second"]);
});

test("what is put off meanwhile is done with the next turn", async () => {
  const done: number[] = [];
  const countTo3 = (n: number) =>
    atEndOfTurn(() => {
      done.push(n);
      if (n < 3) countTo3(n + 1);
    });
  countTo3(1);
  for (const wanted of [[1], [1, 2], [1, 2, 3]]) {
    await nextTurn();
    expect(done, "the second answer of a connection never comes").toEqual(wanted);
  }
});
