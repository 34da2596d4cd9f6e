import { expect, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import type { Listening } from "@/lib/listen";
import { processClock } from "@/lib/process-clock";
import { AnswerListener } from "./answer-listener";
import { readChange } from "./change-message";
import { type ChangeParts, runChange } from "./run-change";

test("a change that is refused after it was announced makes no node forget what it named", async () => {
  const connection: Listening = { query: async () => [], close: () => undefined };
  const notify = vi.fn<ChangeParts<"transaction">["notify"]>(async () => new Date(0));
  const parts: ChangeParts<"transaction"> = {
    clock: processClock,
    listener: new AnswerListener(async () => connection),
    registry: { read: async () => [], remove: async () => undefined },
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
