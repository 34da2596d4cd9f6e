import { execFileSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import type { Bench } from "./bench";
import { type Credential, seedCredentials } from "./credentials";
import { accepts, fill, ourConnect } from "./fill";
import { ourProgram, type RunningServer, startServer } from "./start-server";

/** Resident memory in MB, before the first of the credentials was asked for and after each was. */
export type Memory = { credentials: number; before: number; after: number };

const sizes = [100_000, 1_000_000];
const nodeFlags = ["--expose-gc", "--import", "./bench/servers/collect-garbage.mjs"];
/** The usage buffer is written, and pages that are no longer used go back to the system. */
const settleMs = 12_000;

/** Our server's memory when it has been asked for so many credentials. */
export async function measureMemory(bench: Bench): Promise<Memory[]> {
  const { flags, stand, say } = bench;
  const results: Memory[] = [];
  for (const size of new Set(sizes.map((one) => Math.min(one, flags.credentialsMax)))) {
    await ensureCredentials(bench, size);
    const credentials = bench.credentials.slice(0, size);
    const isReady = accepts(ourConnect, credentials[0] as Credential);
    const server = await startServer(ourProgram(stand.environment, nodeFlags), isReady);
    const before = await settle(server);
    say(`Asking for ${size} credentials, for the memory…`);
    await fill(bench, server, ourConnect, credentials);
    results.push({ credentials: size, before, after: await settle(server) });
    await server.stop();
  }
  return results;
}

/** Adds what is missing to the database. */
export async function ensureCredentials({ stand, credentials, say }: Bench, size: number): Promise<void> {
  const missing = size - credentials.length;
  if (missing <= 0) return;
  say(`Seeding ${missing} credentials…`);
  for (const credential of await seedCredentials(stand, missing)) credentials.push(credential);
}

/** Twice, because what the first one frees lets go of more. */
async function settle({ pid }: RunningServer): Promise<number> {
  process.kill(pid, "SIGUSR2");
  await setTimeout(settleMs);
  process.kill(pid, "SIGUSR2");
  await setTimeout(1000);
  return residentMegabytes(pid);
}

function residentMegabytes(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}
