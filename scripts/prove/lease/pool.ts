import type { Pool, QueryConfig } from "pg";
import type { Network } from "./connection";
import { credentials, isThere, recordOf } from "./credentials";
import type { Database } from "./database";
import type { Machine } from "./machine";

const connectionsMax = 4;
const answerWithinMs = 600;

type Held = { database: Database };

/** As lib/api/verifier/create-pool.ts makes it: a few connections, each of which leads to the database that was there when it was made. */
export function scriptedPool(network: Network, machine: Machine, expiryOf: (id: string) => number | null): Pool {
  const idle: Held[] = [];
  let open = 0;

  const ask = (held: Held, digests: Buffer[], answer: (rows: object[]) => void) => {
    const { timeline, latency } = network;
    timeline.in(latency(), () =>
      held.database.execute(latency(), () => {
        const asked = credentials.filter(
          (one) => digests.some((digest) => digest.equals(one.digest)) && isThere(one, held.database.versionOf(one.id)),
        );
        const rows = asked.map((one) => recordOf(held.database, one, expiryOf(one.id)));
        held.database.execute(latency(), () => {
          // The rows are as of the query's beginning, `clock_timestamp()` is not.
          const now = new Date(held.database.clock());
          timeline.in(latency(), () => machine.deliver(() => answer(rows.map((row) => ({ ...row, now })))));
        });
      }),
    );
  };
  const query = ({ values = [] }: QueryConfig) =>
    new Promise<{ rows: object[] }>((resolve, reject) => {
      const held = idle.pop() ?? { database: network.database };
      if (++open > connectionsMax) throw new Error("more queries at once than connections");
      let isOver = false;
      const over = (then: () => void) => {
        if (isOver) return;
        isOver = true;
        open--;
        cancel();
        then();
      };
      const fail = () => over(() => reject(new Error("no answer in time")));
      const cancel = machine.after(answerWithinMs, fail);
      if (network.failsUntil > network.timeline.now) {
        return void network.timeline.in(network.latency(), () => machine.deliver(fail));
      }
      ask(held, values.flat() as Buffer[], (rows) =>
        over(() => {
          idle.push(held);
          resolve({ rows });
        }),
      );
    });
  return { query, end: async () => undefined } as unknown as Pool;
}
