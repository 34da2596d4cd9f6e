import { expect, test } from "vitest";
import { nextPause } from "./fork-workers";

test("workers that die at once are waited for longer and longer, up to 5 s; one that lived comes back at once", () => {
  const pauses: number[] = [];
  for (let pause = 0; pauses.length < 7; pauses.push(pause)) pause = nextPause(pause, 100);
  expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  expect(nextPause(5000, 60_000)).toBe(0);
  expect(nextPause(0, 100)).toBe(250);
});
