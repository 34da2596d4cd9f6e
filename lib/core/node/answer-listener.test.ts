import { expect, test, vi } from "vitest";
import type { Listening } from "@/lib/listen";
import { AnswerListener } from "./answer-listener";

test("a command is told within 2 s where LISTEN is not answered; the connection is ended, and the next one opens its own", async () => {
  const connection = {
    query: vi.fn<Listening["query"]>(() => new Promise(() => undefined)),
    close: vi.fn<Listening["close"]>(),
  };
  const open = vi.fn(async () => connection as Listening);
  const listener = new AnswerListener(open);
  await expect(Promise.all([listener.ready(), listener.ready()])).rejects.toMatchObject({ code: "unavailable" });
  expect(open).toHaveBeenCalledTimes(1);
  expect(connection.close).toHaveBeenCalledTimes(1);
  connection.query.mockResolvedValue([]);
  await listener.ready();
  expect(open).toHaveBeenCalledTimes(2);
  expect(connection.close).toHaveBeenCalledTimes(1);
}, 2000);
