import { expect, test } from "vitest";
import { processClock } from "@/lib/process-clock";
import { batchedReader, type RunQuery } from "./batched-reader";

const digest = (text: string) => Buffer.from(text.padEnd(32, "."));

test("who is told of a failure before his batch is sent costs the database no empty query", async () => {
  const asked: number[] = [];
  const scheduled: (() => void)[] = [];
  const queries: ((error: Error) => void)[] = [];
  const query: RunQuery = ({ values }) => {
    asked.push(values?.length ?? 0);
    return new Promise((_resolve, reject) => queries.push(reject));
  };
  let ms = 0;
  // So slow that a failed query is not tried again.
  const monotonic = () => (ms += 1000);
  const clock = { ...processClock, monotonic, soon: (work: () => void) => void scheduled.push(work) };
  const read = batchedReader(query, () => null, clock);
  const first = read([digest("first")]);
  scheduled.shift()?.();
  const second = read([digest("second")]);
  queries.shift()?.(new Error("the connection was lost"));
  await expect(first).rejects.toThrow("the connection was lost");
  await expect(second, "he waits for a batch that never comes").rejects.toThrow("the connection was lost");
  for (const work of scheduled.splice(0)) work();
  expect(asked, "a query without a digest was sent").toHaveLength(1);
});
