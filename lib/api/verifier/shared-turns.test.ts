import { expect, test } from "vitest";
import { sharedTurns } from "./shared-turns";

/** Work that ends when it is told to. */
function workshop() {
  const begun: { end: (result: string) => void; fail: (error: Error) => void }[] = [];
  const work = () =>
    new Promise<string>((end, fail) => {
      begun.push({ end, fail });
    });
  return { begun, work };
}
const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

test("whoever comes while some is under way gets what was begun after he came, together with all who came meanwhile", async () => {
  const inTurn = sharedTurns<string>();
  const { begun, work } = workshop();
  const first = inTurn("key", work);
  const others = [inTurn("key", work), inTurn("key", work), inTurn("key", work)];
  expect(begun.length).toBe(1);
  begun[0]?.end("first");
  expect(await first).toBe("first");
  await soon();
  expect(begun.length, "they did not share").toBe(2);
  const later = inTurn("key", work);
  begun[1]?.end("second");
  expect(await Promise.all(others)).toEqual(["second", "second", "second"]);
  await soon();
  begun[2]?.end("third");
  expect(await later, "he got what was begun before he came").toBe("third");
});

test("a failure is that of its turn, and the next one begins all the same", async () => {
  const inTurn = sharedTurns<string>();
  const { begun, work } = workshop();
  const first = inTurn("key", work);
  const second = inTurn("key", work);
  begun[0]?.fail(new Error("no"));
  await expect(first).rejects.toThrow("no");
  await soon();
  begun[1]?.end("yes");
  expect(await second).toBe("yes");
});

test("keys do not wait for each other, and one that rests begins at once", async () => {
  const inTurn = sharedTurns<string>();
  const { begun, work } = workshop();
  const [one, other] = [inTurn("one", work), inTurn("other", work)];
  expect(begun.length).toBe(2);
  for (const { end } of begun) end("done");
  expect(await Promise.all([one, other])).toEqual(["done", "done"]);
  await soon();
  inTurn("one", work);
  expect(begun.length).toBe(3);
});
