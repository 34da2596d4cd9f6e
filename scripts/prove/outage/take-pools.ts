import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { bearer } from "@/lib/api/testing/headers";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { type Connection, keptConnection, requestBytes } from "@/scripts/prove/stand/connection";
import type { Stand } from "@/scripts/prove/stand/open-stand";

/** As many commands as a node has connections wait for locks of ours, each in an account of its own, so that none waits its turn. */
export async function takePools({ nodes, connect }: Stand): Promise<() => Promise<void>> {
  const accounts = await Promise.all(Array.from({ length: 10 }, () => guardedAccount()));
  const keys = await Promise.all(accounts.map((account) => account.createServiceKey("all")));
  const client = await connect();
  await client.query("BEGIN");
  await client.query("SELECT FROM account WHERE public_id = ANY($1) FOR UPDATE", [accounts.map(({ id }) => id)]);
  let answered = 0;
  const answer = async (connection: Connection, bytes: string) => {
    await connection.ask(bytes);
    answered++;
    connection.close();
  };
  const waiting = nodes.flatMap(({ port }) =>
    accounts.map(({ id }, n) => {
      const headers = bearer(keys[n]?.key ?? "");
      const body = { name: randomUUID(), expires_in_days: null };
      const create = requestBytes({ method: "POST", path: `/v1/accounts/${id}/passcodes`, headers, body });
      return answer(keptConnection(port), create);
    }),
  );
  const waits = "SELECT FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0";
  // A transaction is shown one state of the activity.
  const looking = await connect();
  while (((await looking.query(waits)).rowCount ?? 0) < waiting.length) {
    if (answered > 0) throw new Error("a command does not wait for the lock");
    await pause(10);
  }
  await looking.end();
  return async () => {
    await client.query("ROLLBACK");
    await client.end();
    await Promise.all(waiting);
  };
}
