import fc from "fast-check";
import { expect, test } from "vitest";
import { KeyIndex } from "./key-index";

/** Sixteen bytes of which few differ, so that most keys want the same place in the table. */
const key = fc
  .array(fc.constantFrom(0, 1, 255), { minLength: 4, maxLength: 4 })
  .map(([a, b, c, d]) =>
    String.fromCharCode(a as number, 0, 0, 0, 0, b as number, 0, 0, c as number, 0, 0, 0, 0, 0, 0, d as number),
  );

test("finds what a map would find, whatever was added and deleted before", () => {
  const step = fc.record({ do: fc.constantFrom("add", "delete"), key });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200, size: "max" }), (steps) => {
      const index = new KeyIndex(81);
      const model = new Map<string, number>();
      const free = Array.from({ length: 81 }, (_, place) => place);
      for (const one of steps) {
        const known = model.get(one.key);
        expect(index.find(one.key)).toBe(known ?? -1);
        if (one.do === "add" && known === undefined) {
          const place = free.shift() as number;
          index.add(one.key, place);
          model.set(one.key, place);
        } else if (one.do === "delete" && known !== undefined) {
          index.delete(known);
          model.delete(one.key);
          free.push(known);
        }
      }
      expect(index.size).toBe(model.size);
      for (const [kept, place] of model) expect(index.find(kept), "a secret is lost behind another one").toBe(place);
    }),
  );
});

test("finds each of 100,000 keys, and none that differs in its last bit", () => {
  const index = new KeyIndex(100_000);
  const keyOf = (n: number, last: number) => {
    const bytes = Buffer.alloc(32);
    bytes.writeUInt32LE(Math.imul(n, 2_654_435_761) >>> 0);
    bytes[15] = last;
    return bytes.toString("binary");
  };
  for (let n = 0; n < 100_000; n++) index.add(keyOf(n, 128), n);
  const all = Array.from({ length: 100_000 }, (_, n) => n);
  expect(all.filter((n) => index.find(keyOf(n, 128)) !== n)).toEqual([]);
  expect(all.filter((n) => index.find(keyOf(n, 129)) !== -1)).toEqual([]);
});
