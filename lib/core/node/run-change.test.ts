import { expect, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import type { Listening } from "@/lib/listen";
import { processClock } from "@/lib/process-clock";
import { AnswerListener } from "./answer-listener";
import { readChange } from "./change-message";
import { type ChangeParts, runChange } from "./run-change";

const connection: Listening = { query: async () => [], close: () => undefined };
const registry = { read: async () => [], remove: async () => undefined };

test("a change that is refused after it was announced makes no node forget what it named", async () => {
  const notify = vi.fn<ChangeParts<"transaction">["notify"]>(async () => new Date(0));
  const parts: ChangeParts<"transaction"> = {
    clock: processClock,
    listener: new AnswerListener(async () => connection),
    registry,
    notify,
  };
  const refused = runChange(parts, async (announce) => {
    await announce("transaction", ["account"]);
    throw new AppError("version_conflict", "It has changed.");
  });
  await expect(refused).rejects.toMatchObject({ code: "version_conflict" });
  const told = notify.mock.calls.map(([, payload, tx]) => ({ tx, touched: readChange(payload).touched }));
  expect(told).toEqual([
    { tx: "transaction", touched: ["account"] },
    { tx: undefined, touched: [] },
  ]);
});

test("what was waited for LISTEN is told, so that no change waits for the database twice", async () => {
  let now = 0;
  const open = async () => {
    now += 600;
    return connection;
  };
  const parts: ChangeParts<"transaction"> = {
    clock: { ...processClock, monotonic: () => now },
    listener: new AnswerListener(open),
    registry,
    notify: async () => new Date(0),
  };
  expect(await runChange(parts, async (_announce, waitedMs) => waitedMs)).toBe(600);
  expect(await runChange(parts, async (_announce, waitedMs) => waitedMs), "it is open by now").toBe(0);
});
