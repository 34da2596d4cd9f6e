import cluster from "node:cluster";
import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { parseEnv, SettingsError } from "@/lib/env";
import { KeysError } from "@/lib/keys";
import { checkPort } from "./bind-port";
import { configure } from "./configure";
import { printAddresses } from "./print-addresses";
import { StartError, WorkerFailed } from "./start-error";
import { surviveLostConnections } from "./survive-lost-connections";

process.env.NEXT_TELEMETRY_DISABLED = "1";
// Decisions that waited for the database look to V8 as if they stayed: it would make all of them among what stays, and each garbage
// collection would copy what only those still point to.
setFlagsFromString("--no-allocation-site-pretenuring");
// What answers a request is many small functions: V8 stops putting them into one long before they are.
setFlagsFromString("--max-inlined-bytecode-size-cumulative=2400");
const stopSecondsMax = 30;
/** What is to be undone at the end, last first. */
const undo: (() => Promise<unknown>)[] = [];
/** Its reason is the signal's name, where it was one. */
const stop = new AbortController();
let exitCode = 0;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // Taken over from the preparation before us, without a moment in which a signal would kill.
  process.removeAllListeners(signal).on(signal, () => stop.abort(signal));
}
surviveLostConnections(fail);
if (cluster.worker) {
  // Where the first process was killed, node:cluster would end this one at once, in the middle of an answer.
  cluster.worker.exitedAfterDisconnect = true;
  process.on("disconnect", () => stop.abort("disconnect"));
}

try {
  await (cluster.isWorker ? work(stop.signal) : start(stop.signal));
  if (!stop.signal.aborted) await once(stop.signal, "abort");
} catch (error) {
  if (!stop.signal.aborted) fail(error);
}
setTimeout(() => process.exit(1), stopSecondsMax * 1000).unref();
for (const step of undo.reverse()) await step().catch(fail);
process.exit(exitCode);

/** In the order in which mistakes are cheapest to find; a signal takes effect between two steps. */
async function start(signal: AbortSignal): Promise<void> {
  const settings = parseEnv(process.env);
  await checkPort(settings.PORT);
  const { closeDatabase } = await configure(settings);
  undo.push(closeDatabase);
  signal.throwIfAborted();
  // Only now: these modules read the settings when they are loaded.
  const { startNode } = await import("./start-node");
  undo.push(await startNode(settings, signal));
  signal.throwIfAborted();
  await printAddresses(settings);
}

/** A forked worker: the first process has opened the database, and the environment says where it is. */
async function work(signal: AbortSignal): Promise<void> {
  const { startWorker } = await import("./start-node");
  undo.push(await startWorker(parseEnv(process.env), signal));
}

/** One line for each mistake of the operator's; a bug of ours keeps its stack. */
function fail(error: unknown): void {
  const isExpected = error instanceof StartError || error instanceof SettingsError || error instanceof KeysError;
  if (!(error instanceof WorkerFailed)) console.error(isExpected ? error.message : error);
  exitCode = 1;
  stop.abort();
}
