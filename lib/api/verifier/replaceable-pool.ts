import type { Pool, QueryConfig, QueryResultRow } from "pg";

/** A pool whose connections can all be given up at once. */
export type ReplaceablePool = {
  query<Row extends QueryResultRow>(query: QueryConfig): Promise<Row[]>;
  /** What is asked from now on goes over new connections; what is under way ends on the old ones. */
  replace(): void;
  end(): Promise<void>;
};

export function replaceablePool(create: () => Pool): ReplaceablePool {
  let pool = create();
  return {
    query: async <Row extends QueryResultRow>(query: QueryConfig) => (await pool.query<Row>(query)).rows,
    replace: () => {
      const old = pool;
      pool = create();
      old.end().catch(() => undefined);
    },
    end: () => pool.end(),
  };
}
