import { setTimeout as pause } from "node:timers/promises";
import { bearer, pair } from "@/lib/api/testing/headers";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { keptConnection, requestBytes } from "@/scripts/prove/stand/connection";
import type { Stand } from "@/scripts/prove/stand/open-stand";

/**
 * Somebody holds the table of uses for so long, while a remembered passcode and new ones are asked for and some are deleted.
 * @returns what was answered, how slowly, and whether each use was written in the end.
 */
export async function lockUsage({ nodes, connect }: Pick<Stand, "nodes" | "connect">, lockedMs: number) {
  const account = await guardedAccount();
  const { key } = await account.createServiceKey("all");
  const remembered = await account.createPasscode();
  const others = await Promise.all(Array.from({ length: 30 }, () => account.createPasscode()));
  const client = await connect();
  await client.query("BEGIN");
  await client.query("LOCK TABLE usage IN ACCESS EXCLUSIVE MODE");
  const statuses = { remembered: new Set<number>(), unremembered: new Set<number>(), deleting: new Set<number>() };
  let uses = 0;
  let slowestMs = 0;
  const end = performance.now() + lockedMs;
  const ask = async (node: (typeof nodes)[number]) => {
    const connection = keptConnection(node.port);
    while (performance.now() < end) {
      const one = others.pop();
      const started = performance.now();
      for (const [sort, passcode] of [
        ["remembered", remembered],
        ["unremembered", one],
      ] as const) {
        if (!passcode) continue;
        const path = "/v1/connect?partner=prove";
        const bytes = requestBytes({ path, headers: pair(account.id, passcode.passcode) });
        const { status } = await connection.ask(bytes);
        statuses[sort].add(status);
        if (sort === "remembered" && status === 200) uses++;
      }
      slowestMs = Math.max(slowestMs, performance.now() - started);
      if (one) {
        const path = `/v1/accounts/${account.id}/passcodes/${one.id}`;
        const { status } = await connection.ask(requestBytes({ method: "DELETE", path, headers: bearer(key) }));
        statuses.deleting.add(status);
      }
      await pause(20);
    }
    connection.close();
  };
  await Promise.all(nodes.map(ask));
  await client.query("ROLLBACK");
  const written = await countUses(client, remembered.id, uses);
  await client.end();
  return { statuses, slowestMs, uses, written };
}

/** Waits until so many uses of a passcode are written, for some seconds. */
async function countUses(client: Awaited<ReturnType<Stand["connect"]>>, passcodeId: string, wanted: number) {
  for (let tries = 0; ; tries++) {
    const { rows } = await client.query(
      "SELECT coalesce(sum(accepted), 0)::int AS uses FROM usage u JOIN secret s ON s.id = u.secret_id WHERE s.passcode_id = $1",
      [passcodeId],
    );
    if (rows[0].uses >= wanted || tries > 100) return rows[0].uses as number;
    await pause(100);
  }
}
