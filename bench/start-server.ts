import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { build } from "esbuild";
import { projectRoot } from "@/scripts/project-root.mjs";
import { freePort, inProduction } from "@/scripts/testing/run-server";
import { onServerCore } from "./cores";

export type Program = {
  file: string;
  args?: string[];
  nodeFlags?: string[];
  environment?: Record<string, string>;
};
export type RunningServer = { origin: string; pid: number; stop(): Promise<void> };

const startSecondsMax = 180;
const stopSecondsMax = 40;
const running = new Set<ChildProcess>();

/** The product's own built server. */
export const ourProgram = (environment: Record<string, string>, nodeFlags: string[] = []): Program => ({
  file: path.join("dist", "main.js"),
  environment,
  nodeFlags,
});

/** A server of the bench's own. */
export const peerProgram = (name: string, args: string[]): Program => ({
  file: path.join("bench", "servers", `${name}.mjs`),
  args,
});

/**
 * Bundles the direct reader as the product is bundled, into a folder from which it finds the product's packages and not the
 * peers'.
 */
export async function directProgram(environment: Record<string, string>): Promise<Program> {
  const file = path.join("dist", "bench", "direct.js");
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [path.join("bench", "servers", "direct.ts")],
    outfile: file,
    ...{ bundle: true, platform: "node", target: "node20.19", format: "esm", packages: "external" },
  });
  return { file, environment };
}

/**
 * Starts a server on the servers' core.
 * @param isReady asked again and again until it says so
 * @throws Error with what the server printed, where it ended instead or took too long
 */
export async function startServer(
  program: Program,
  isReady: (origin: string) => Promise<boolean>,
  pollMs = 100,
): Promise<RunningServer> {
  const port = await freePort();
  const child = launch(program, port);
  const printed = collect(child);
  const origin = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + startSecondsMax * 1000;
  while (!(await isReady(origin).catch(() => false))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${program.file} ended: ${printed()}`);
    if (performance.now() > deadline) throw new Error(`${program.file} never answered as it should: ${printed()}`);
    await setTimeout(pollMs);
  }
  return { origin, pid: child.pid ?? 0, stop: () => stop(child) };
}

function launch({ file, args = [], nodeFlags = [], environment = {} }: Program, port: number): ChildProcess {
  const [command, all] = onServerCore(process.execPath, [...nodeFlags, file, String(port), ...args]);
  const env = inProduction({ ...environment, PORT: String(port) });
  const child = spawn(command, all, { cwd: projectRoot, env, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  child.once("close", () => running.delete(child));
  return child;
}

function collect(child: ChildProcess): () => string {
  let printed = "";
  const hear = (chunk: Buffer) => {
    printed = (printed + chunk).slice(-8000);
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  return () => printed;
}

async function stop(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const closed = once(child, "close");
  child.kill("SIGTERM");
  const timer = globalThis.setTimeout(() => child.kill("SIGKILL"), stopSecondsMax * 1000);
  await closed;
  clearTimeout(timer);
}

/** Stops whatever still runs. */
export async function stopServers(): Promise<void> {
  await Promise.all([...running].map(stop));
}
