import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { projectRoot } from "@/scripts/project-root.mjs";

export type ServerProcess = {
  url: string;
  port: number;
  pid: number;
  /** Where the first administrator is made; null while there is one. */
  setupLink: string | null;
  /** All that it printed so far. */
  output(): string;
  /** Sends the signal (SIGINT, as Ctrl-C does) and waits for the end. @returns the exit code, null after SIGKILL */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

const running = new Set<ChildProcess>();

/** Kills the servers that a failed test left running. */
export function killServers(): void {
  for (const server of running) server.kill("SIGKILL");
}

export type Ended = { code: number | null; stdout: string; stderr: string };

/**
 * Runs one of the built programs in dist/ to its end.
 * @param environment is laid over this process's
 */
export async function runProgram(
  program: "main" | "watchword",
  args: string[],
  environment: Record<string, string>,
  options: { input?: string; uid?: number; gid?: number } = {},
): Promise<Ended> {
  const { input, ...identity } = options;
  const child = launch(program, args, environment, identity);
  const printed = collect(child);
  child.stdin?.end(input);
  const [code] = await once(child, "close");
  return { code, stdout: printed.stdout, stderr: printed.stderr };
}

/**
 * Starts the built server, on a free port where the environment names none, and waits until it says that it is ready.
 * @param options.detached leads a group of processes, and `stop` signals all of them, as a terminal does
 * @throws Error with what it printed, where it ended instead
 */
export async function runServer(
  environment: Record<string, string>,
  { detached = false }: { detached?: boolean } = {},
): Promise<ServerProcess> {
  const port = Number(environment.PORT) || (await freePort());
  const child = launch("main", [], { PORT: String(port), ...environment }, { detached });
  const pid = child.pid ?? 0;
  const printed = collect(child);
  running.add(child);
  child.once("exit", () => running.delete(child));
  const ended = once(child, "close");
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", () => printed.stdout.includes("Stop it with Ctrl-C") && resolve());
    child.on("close", () => reject(new Error(`The server ended: ${printed.stdout}${printed.stderr}`)));
  });
  return {
    url: `http://localhost:${port}`,
    port,
    pid,
    setupLink: printed.stdout.match(/http\S+\/setup#\S+/)?.[0] ?? null,
    output: () => printed.stdout + printed.stderr,
    stop: async (signal = "SIGINT") => {
      if (detached) process.kill(-pid, signal);
      else child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}

function launch(program: string, args: string[], environment: Record<string, string>, identity = {}): ChildProcess {
  const file = path.join(projectRoot, "dist", `${program}.js`);
  return spawn(process.execPath, [file, ...args], { cwd: projectRoot, env: inProduction(environment), ...identity });
}

/** What a program of the product finds in its environment: of this process's database and keys nothing. */
export function inProduction(environment: Record<string, string>): NodeJS.ProcessEnv {
  const unset = { DATABASE_URL: "", PEPPER_KEYS: "", VAULT_KEYS: "", SIGNING_KEYS: "", SESSION_SECRET: "" };
  return { ...process.env, ...unset, ...environment, NODE_ENV: "production" };
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const printed = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => (printed.stdout += chunk));
  child.stderr?.on("data", (chunk) => (printed.stderr += chunk));
  return printed;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
