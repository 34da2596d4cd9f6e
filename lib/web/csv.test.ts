import { expect, test } from "vitest";
import { csvLine, csvResponse } from "./csv";

test("cells are quoted, quotes doubled", () => {
  expect(csvLine(["a", 'b "c", d', "e\r\nf", ""])).toBe('"a","b ""c"", d","e\r\nf",""\r\n');
});

test.each(["=cmd()", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＠a"])("%j is text", (cell) => {
  expect(csvLine([cell])).toBe(`"'${cell}"\r\n`);
});

test("what only contains such a character stays as it is", () => {
  expect(csvLine(["a=b", "1-2", "x@y.test", " =1"])).toBe('"a=b","1-2","x@y.test"," =1"\r\n');
});

test("a file begins with its mark and its header, and is not kept", async () => {
  async function* pages() {
    yield [["1"], ["2"]];
    yield [["3"]];
  }
  const response = await csvResponse("x.csv", ["n"], pages());
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe('"n"\r\n"1"\r\n"2"\r\n"3"\r\n');
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("a refusal comes before the first byte", async () => {
  // biome-ignore lint/correctness/useYield: it is refused before it yields.
  async function* pages(): AsyncGenerator<string[][], void> {
    throw new Error("refused");
  }
  await expect(csvResponse("x.csv", [], pages())).rejects.toThrow("refused");
});
