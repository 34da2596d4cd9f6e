import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "pg";
import { connect } from "@/scripts/connect";
import { ensureBuilt } from "@/scripts/ensure-built.mjs";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "@/scripts/testing/temporary-directory";
import { keptConnection, requestBytes } from "./connection";
import { type Node, startNode } from "./node";
import { ownPostgres } from "./own-postgres";

/**
 * A PostgreSQL of our own and servers on it, one in a file. This process gets the same settings, so that it runs commands of the
 * core as the console's half does; import what reads them after this, by `await import`.
 * @param durable whether a COMMIT waits for the disk, as it does in production.
 */
export async function openStand({ durable = false } = {}) {
  await ensureBuilt(() => undefined);
  const directory = makeTemporaryDirectory();
  const database = await ownPostgres(directory, durable);
  const key = () => randomBytes(32).toString("base64");
  const environment = {
    ...{ DATA_DIR: directory, LOG_LEVEL: "silent", SESSION_SECRET: key(), NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key() },
    // Passwords that are wrong by now are sent on and on; and administrators make accounts.
    ...{ LOGIN_FAILURES_MAX: "1000", LOGIN_FAILURES_PER_ADDRESS_MAX: "100000", ACCOUNT_CREATION: "admins" },
    ...{ PEPPER_KEYS: `test:${key()}`, VAULT_KEYS: `test:${key()}`, SIGNING_KEYS: `test:${key()}` },
    // We stand for the proxy that tells where a household calls from.
    TRUSTED_PROXIES: "127.0.0.1",
    // Who issued a JWT: one address for all of them, and for this process.
    PUBLIC_URL: "http://watchword.test",
  };
  Object.assign(process.env, environment, { DATABASE_URL: database.url });
  const nodes: Node[] = [];
  return {
    database,
    nodes,
    connect: (): Promise<Client> => connect(database.url),
    /** Starts more nodes. @param more settings of these alone. */
    addNodes: async (count: number, more: Record<string, string> = {}): Promise<Node[]> => {
      const first = nodes.length + 1;
      const added = await Promise.all(
        Array.from({ length: count }, (_, n) =>
          startNode(`node ${first + n}`, database.url, { ...environment, ...more }),
        ),
      );
      nodes.push(...added);
      return added;
    },
    /** Stops those there are. */
    removeNodes: async () => {
      await Promise.all(nodes.splice(0).map((node) => node.stop()));
    },
    close: async () => {
      await Promise.all(nodes.map((node) => node.stop()));
      const [{ db }, { closeAnswers }] = await Promise.all([
        import("@/lib/db"),
        import("@/lib/core/node/in-force-everywhere"),
      ]);
      await Promise.all([db().$disconnect(), closeAnswers()]);
      await database.stop("fast");
      removeTemporaryDirectory(directory);
    },
  };
}
export type Stand = Awaited<ReturnType<typeof openStand>>;

/** Waits until a node says that it can decide. @throws Error after so many milliseconds. */
export async function untilReady(node: Node, withinMs = 20_000): Promise<void> {
  const connection = keptConnection(node.port);
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await connection.ask(requestBytes({ path: "/readyz" })).catch(() => null);
    if (answer?.status === 200) return connection.close();
    if (performance.now() > end) throw new Error(`${node.name} is not ready: ${answer?.body}`);
    await pause(20);
  }
}
