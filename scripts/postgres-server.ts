import { spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { PostgresHome } from "./postgres-home";
import { StartError } from "./start-error";

/** A PostgreSQL that answers on 127.0.0.1. */
export type RunningServer = { pid: number; port: number };

const startSecondsMax = 300;
const { PATH, NODE_ENV } = process.env;
const environment = { PATH, NODE_ENV, LC_ALL: "C", TZ: "UTC" };
export const clusterOf = (home: PostgresHome) => path.join(home.directory, "cluster");

/**
 * Makes the cluster unless it is there. It appears under its name when it is whole.
 * @param durable false skips fsync, for tests
 * @throws StartError with initdb's own words
 */
export async function initialiseCluster(home: PostgresHome, password: string, durable: boolean): Promise<void> {
  if (existsSync(clusterOf(home))) return;
  // What an interrupted start left.
  for (const name of readdirSync(home.directory)) rmSync(path.join(home.directory, name), { recursive: true });
  const unfinished = path.join(home.directory, `unfinished.${process.pid}`);
  const passwordFile = path.join(home.directory, `password.${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.account) chownSync(passwordFile, home.account.uid, home.account.gid);
  // PostgreSQL's own collation: the same order on every system.
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--username=watchword", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const args = ["-D", unfinished, ...locale, ...access, "--no-instructions", ...(durable ? [] : ["--no-sync"])];
  const { code, output } = await runInitdb(home, args);
  rmSync(passwordFile, { force: true });
  if (code === 0) return renameSync(unfinished, clusterOf(home));
  const reason = output.split("\n").find((line) => /error|fatal|could not/i.test(line)) ?? `initdb ended with ${code}`;
  throw new StartError(`The embedded database cannot be made in ${home.directory}: ${reason.trim()}`);
}

function runInitdb(home: PostgresHome, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const program = path.join(home.programs, "bin", "initdb");
    // Detached: Ctrl-C in the terminal goes to the group, and must not cut it short.
    const options = { ...home.account, cwd: "/", env: environment, detached: true };
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/**
 * Starts PostgreSQL in a session of its own, so that it outlives us, and waits until it answers.
 * @param wantedPort the port it must have; otherwise a free one
 * @throws StartError with PostgreSQL's own words
 */
export async function startPostgres(
  home: PostgresHome,
  { logFile, durable, wantedPort }: { logFile: string; durable: boolean; wantedPort?: number },
): Promise<RunningServer> {
  let reason = "";
  // A port may be taken between choosing and using it, and a killed server's children take a moment to go.
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = wantedPort ?? (await freePort());
    const log = openSync(logFile, "w", 0o600);
    const child = spawn(
      path.join(home.programs, "bin", "postgres"),
      ["-D", clusterOf(home), ...settings(port, durable)],
      {
        ...home.account,
        cwd: "/",
        env: environment,
        detached: true,
        stdio: ["ignore", log, log],
      },
    );
    closeSync(log);
    child.unref();
    let ended = false;
    child.on("error", () => (ended = true)).on("exit", () => (ended = true));
    const server = await waitUntilReady(home, () => !ended);
    if (server) return server;
    reason =
      readFileSync(logFile, "utf8")
        .split("\n")
        .find((line) => /FATAL|PANIC|could not/.test(line)) ?? "no reason given";
    await setTimeout(200);
  }
  throw new StartError(
    `The embedded database does not start: ${reason.replace(/^.*?(FATAL|PANIC): +/, "")} (see ${logFile})`,
  );
}

function settings(port: number, durable: boolean): string[] {
  const pairs = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=100",
    "timezone=UTC",
    `fsync=${durable ? "on" : "off"}`,
    "synchronous_commit=on",
    // Refused statements are the program's to report; their values belong in no log.
    "log_min_messages=fatal",
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
  ];
  return pairs.flatMap((pair) => ["-c", pair]);
}

/** The server of this cluster that runs already, once it is ready; null where there is none. */
export function runningPostgres(home: PostgresHome): Promise<RunningServer | null> {
  const pid = readPidFile(home)?.pid;
  if (!pid) return Promise.resolve(null);
  if (isPostgres(pid)) return waitUntilReady(home, () => isPostgres(pid));
  // The id was left by a crash and may belong to any program by now, which PostgreSQL would take for itself.
  rmSync(path.join(clusterOf(home), "postmaster.pid"), { force: true });
  return Promise.resolve(null);
}

async function waitUntilReady(home: PostgresHome, lives: () => boolean): Promise<RunningServer | null> {
  for (const started = performance.now(); performance.now() - started < startSecondsMax * 1000; await setTimeout(20)) {
    if (!lives()) return null;
    const file = readPidFile(home);
    if (file?.ready && isPostgres(file.pid)) return { pid: file.pid, port: file.port };
  }
  throw new StartError(`The embedded database is not ready after ${startSecondsMax} s.`);
}

/** Stops PostgreSQL (its fast way: transactions under way are rolled back) and waits until it is gone. */
export async function stopPostgres(home: PostgresHome, { pid }: RunningServer): Promise<void> {
  if (isPostgres(pid)) process.kill(pid, "SIGINT");
  while (readPidFile(home)?.pid === pid && isPostgres(pid)) await setTimeout(20);
}

function readPidFile(home: PostgresHome): { pid: number; port: number; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(clusterOf(home), "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return null;
  }
}

/** Where the system tells it, a process of another name or a zombie is none. */
function isPostgres(pid: number): boolean {
  try {
    if (process.platform === "linux") return /\(postgres\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
