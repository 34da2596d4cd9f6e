import { expect, test } from "vitest";
import { z } from "zod";
import { anonymous, operator } from "@/lib/testing/rolled-back";
import { command } from "./command";
import { AppError } from "./errors";

/** What a busy account's row is for who needs it: it comes when it comes. */
function busy() {
  let free = () => {};
  const freed = new Promise<void>((resolve) => {
    free = resolve;
  });
  return { freed, free: () => free() };
}

/** A command that gets as far as its own work, and then changes nothing. */
const reached = (name: "password.reset" | "totp.reset-by-operator", freed: Promise<void>) =>
  command({
    name,
    input: z.object({}),
    touches: null,
    lock: () => freed,
    run: async () => {
      throw new AppError("not_found", "reached");
    },
  });

test("a stranger's change that waits for a busy account keeps no other stranger waiting, and however many wait, no other's change", async () => {
  const { freed, free } = busy();
  const now = Promise.resolve();
  const stuck = [reached("password.reset", freed)(anonymous(), {})];
  await expect(
    reached("password.reset", now)(anonymous(), {}),
    "nobody can sign in while one account is busy",
  ).rejects.toThrow("reached");
  for (let n = 0; n < 20; n++) stuck.push(reached("password.reset", freed)(anonymous(), {}));
  await expect(
    reached("totp.reset-by-operator", now)(operator(), {}),
    "strangers have taken every connection of the pool",
  ).rejects.toThrow("reached");
  free();
  const ended = await Promise.allSettled(stuck);
  expect(ended.map((one) => one.status === "rejected" && one.reason.message)).toEqual(stuck.map(() => "reached"));
});
