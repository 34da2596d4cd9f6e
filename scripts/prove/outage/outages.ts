import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import type { Stand } from "@/scripts/prove/stand/open-stand";

export type Outage = {
  /** What is possible meanwhile: nothing; leases, and so what is remembered; decisions, from the database; or what gets through. */
  leaves: "nothing" | "leases" | "decisions" | "something";
  /** Who manages waits for locks. */
  locks?: true;
  /** @returns what ends it. */
  begin(stand: Stand): Promise<() => Promise<void>>;
  /** It lasts so long. @param size milliseconds, or blows. */
  last?(stand: Stand, size: Size): Promise<void>;
};
export type Size = { lastsMs: number; blows: number };

const stopped = (how: "fast" | "immediate"): Outage => ({
  leaves: "nothing",
  begin: async ({ database }) => {
    await database.stop(how);
    return () => database.start();
  },
});

const silent = (isCut: boolean): Outage => ({
  leaves: "nothing",
  begin: async ({ nodes }) => {
    const wires = nodes.flatMap(({ pool, listen }) => [pool, listen]);
    for (const wire of wires) wire.hold();
    return async () => {
      for (const wire of wires) {
        if (isCut) wire.cut();
        wire.release();
      }
    };
  },
});

const others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'";
const terminateOthers = `SELECT pg_terminate_backend(pid) ${others} AND application_name <> 'prove'`;
const findOthers = `SELECT 1 ${others} AND application_name <> 'prove'`;

/** Takes every connection that there is, and sleeps on it. */
async function takeAll({ database, connect }: Stand): Promise<() => Promise<void>> {
  const own = await connect();
  const sleepers: Client[] = [];
  // A node that comes back faster than we are has one still.
  for (let failures = 0; failures < 3 || (await own.query(findOthers)).rows.length > 0; ) {
    await own.query(terminateOthers);
    const taken = await Promise.allSettled(Array.from({ length: 30 }, () => sleeper(database.url)));
    for (const one of taken) if (one.status === "fulfilled") sleepers.push(one.value);
    if (taken.some(({ status }) => status === "rejected")) failures++;
  }
  return async () => {
    await Promise.all(sleepers.map((one) => one.end().catch(() => undefined)));
    await own.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'prove' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()",
    );
    await own.end();
  };
}

async function sleeper(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, application_name: "prove" });
  client.on("error", () => undefined);
  await client.connect();
  client.query("SELECT pg_sleep(600)").catch(() => undefined);
  return client;
}

async function alterSystem(client: Client, ...settings: string[]): Promise<void> {
  for (const setting of settings) await client.query(`ALTER SYSTEM SET ${setting}`);
  await client.query("SELECT pg_reload_conf()");
  // The postmaster tells the backends.
  await pause(100);
}

export const outages = {
  "stopped (fast) and started": stopped("fast"),
  "stopped (immediate) and started": stopped("immediate"),
  "a black hole, then all of it late": silent(false),
  "a black hole, then cut": silent(true),
  "every connection taken by pg_sleep": { leaves: "nothing", begin: takeAll },
  "its pool taken by commands that wait": {
    leaves: "decisions",
    begin: async (stand) => (await import("./take-pools")).takePools(stand),
  },
  "its tables locked": {
    leaves: "leases",
    locks: true,
    begin: async ({ connect }) => {
      const client = await connect();
      await client.query("BEGIN");
      await client.query("LOCK TABLE secret, token, service_key IN ACCESS EXCLUSIVE MODE");
      return async () => {
        await client.query("ROLLBACK");
        await client.end();
      };
    },
  },
  "every connection killed, over and over": {
    leaves: "something",
    begin: async () => async () => undefined,
    last: async ({ connect }, { blows }) => {
      const client = await connect();
      for (let killed = 0; killed < blows; await pause(40)) {
        const { rowCount } = await client.query(terminateOthers);
        killed += rowCount ?? 0;
      }
      await client.end();
    },
  },
  "every COMMIT killed under way": {
    leaves: "something",
    begin: async ({ connect }) => {
      const client = await connect();
      // A COMMIT is under way for so long when its record is written already: a kill is heeded only after that.
      await alterSystem(client, "commit_delay = 50000", "commit_siblings = 0");
      return async () => {
        await alterSystem(client, "commit_delay = DEFAULT", "commit_siblings = DEFAULT");
        await client.end();
      };
    },
    last: async ({ connect }, { lastsMs }) => {
      const client = await connect();
      let killed = 0;
      // In a longer one those who create would fill their accounts.
      for (const end = performance.now() + Math.min(lastsMs, 5000); performance.now() < end; await pause(5)) {
        const { rowCount } = await client.query(`${terminateOthers} AND state = 'active' AND query = 'COMMIT'`);
        killed += rowCount ?? 0;
      }
      await client.end();
      if (killed === 0) throw new Error("no COMMIT was killed");
    },
  },
  "read-only": {
    leaves: "decisions",
    begin: async ({ connect }) => {
      const client = await connect();
      // Ours writes on.
      await client.query("SET default_transaction_read_only = off");
      await alterSystem(client, "default_transaction_read_only = on");
      return async () => {
        await alterSystem(client, "default_transaction_read_only = off");
        await client.end();
      };
    },
  },
} as const satisfies Record<string, Outage>;
export type OutageName = keyof typeof outages;
