import { expect, test } from "vitest";
import { rolledBack } from "@/lib/testing/rolled-back";
import { statementName } from "./statement-name";

type Kept = { statement: string; uses: bigint };

test("a statement that comes again is parsed by PostgreSQL once", () =>
  rolledBack(async (tx) => {
    const keptOf = (text: string) => tx.$queryRaw<Kept[]>`
      SELECT statement, generic_plans + custom_plans AS uses FROM pg_prepared_statements
      WHERE position(${text} in statement) > 0 AND statement NOT LIKE '%pg_prepared_statements%'`;
    for (const email of ["one", "two", "three"]) await tx.user.findUnique({ where: { email } });
    for (const n of [1, 2, 3]) await tx.$queryRaw`SELECT ${n}::int AS came_again`;
    for (const text of ['"app_user"."email" = ', "came_again"]) {
      const kept = await keptOf(text);
      expect(
        kept.map(({ uses }) => uses),
        `each ${text} is parsed and planned anew`,
      ).toEqual([3n]);
    }
  }));

test("a list of hundreds is not kept: it hardly comes again with as many", () => {
  expect(statementName({ sql: `SELECT ${"$1, ".repeat(2000)}1` }), "lists take the places of what comes again").toBe(
    "",
  );
});

test("no more than 300 are kept by a connection, and those there are go on", () => {
  const first = statementName({ sql: "SELECT 'first'" });
  expect(first).not.toBe("");
  const names = Array.from({ length: 400 }, (_, n) => statementName({ sql: `SELECT ${n}` }));
  const kept = names.filter((name) => name !== "");
  expect(kept.length).toBeLessThan(300);
  expect(new Set([first, ...kept]).size, "two statements under one name").toBe(kept.length + 1);
  expect(statementName({ sql: "SELECT 399" }), "PostgreSQL's memory grows without end").toBe("");
  expect(statementName({ sql: "SELECT 'first'" })).toBe(first);
});
