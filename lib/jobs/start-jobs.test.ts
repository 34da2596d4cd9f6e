import { once } from "node:events";
import { expect, test } from "vitest";
import { startJobs } from "./start-jobs";

test("a job runs at once and again, one run of it at a time, also after one that failed", async () => {
  let [runs, atOnce, most] = [0, 0, 0];
  const run = async () => {
    runs++;
    most = Math.max(most, ++atOnce);
    await new Promise(setImmediate);
    atOnce--;
    if (runs === 1) throw new Error("the first run fails");
  };
  const stop = startJobs([{ name: "test", everyMs: 1, run }]);
  expect(runs).toBe(1);
  await expect.poll(() => runs).toBeGreaterThan(3);
  await stop();
  expect(most, "two runs of one job at once").toBe(1);
  const stopped = runs;
  let later = 0;
  const stopOther = startJobs([{ name: "other", everyMs: 1, run: async () => void later++ }]);
  await expect.poll(() => later).toBeGreaterThan(5);
  await stopOther();
  expect(runs, "it runs after the stop").toBe(stopped);
});

test("one job that hangs or fails keeps no other from running", async () => {
  let runs = 0;
  const hangs = (signal: AbortSignal) => once(signal, "abort").then(() => undefined);
  const stop = startJobs([
    { name: "hangs", everyMs: 1, run: hangs },
    { name: "fails", everyMs: 1, run: () => Promise.reject(new Error("always")) },
    { name: "runs", everyMs: 1, run: async () => void runs++ },
  ]);
  await expect.poll(() => runs).toBeGreaterThan(2);
  await stop();
});

test("a stop tells the run under way, waits for it, and waits for no pause", async () => {
  const events: string[] = [];
  const run = async (signal: AbortSignal) => {
    await once(signal, "abort");
    await new Promise(setImmediate);
    events.push("finished");
  };
  const pausing = { name: "pauses", everyMs: 3_600_000, run: async () => undefined };
  const stop = startJobs([{ name: "slow", everyMs: 1, run }, pausing]);
  await stop();
  events.push("stopped");
  expect(events).toEqual(["finished", "stopped"]);
});
