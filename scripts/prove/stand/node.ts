import { runServer, type ServerProcess } from "@/scripts/testing/run-server";
import { openWire, type Wire } from "./wire";

/** A real server, as `npm start` runs it, whose ways to the database are ours. */
export type Node = {
  name: string;
  /** Of its latest start. */
  port(): number;
  /** Its pools go over the one, its LISTEN connections over the other. */
  pool: Wire;
  listen: Wire;
  /** Something is done to it; until `performance.now()`, Infinity while it goes on. */
  troubledUntil: number;
  /** SIGKILL. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** SIGSTOP and SIGCONT. */
  pause(): void;
  resume(): void;
  /** Whether it ended though nobody killed it. */
  hasEnded(): boolean;
  stop(): Promise<void>;
};

/** @param environment of every node. */
export async function startNode(name: string, databaseUrl: string, environment: Record<string, string>): Promise<Node> {
  const [pool, listen] = await Promise.all([openWire(databaseUrl), openWire(databaseUrl)]);
  const run = () =>
    runServer({ SERVE: "api", DATABASE_URL: pool.url, LISTEN_DATABASE_URL: listen.url, ...environment });
  let server: ServerProcess = await run();
  let isAlive = true;
  return {
    name,
    port: () => server.port,
    pool,
    listen,
    troubledUntil: 0,
    kill: async () => {
      isAlive = false;
      await server.stop("SIGKILL");
    },
    start: async () => {
      server = await run();
      isAlive = true;
    },
    pause: () => void process.kill(server.pid, "SIGSTOP"),
    resume: () => void process.kill(server.pid, "SIGCONT"),
    hasEnded: () => isAlive && !runs(server.pid),
    stop: async () => {
      if (isAlive) await server.stop();
      pool.close();
      listen.close();
    },
  };
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
