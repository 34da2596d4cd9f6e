import { once } from "node:events";
import { parseEnv, SettingsError } from "@/lib/env";
import { KeysError } from "@/lib/keys";
import { bindPort } from "./bind-port";
import { configure } from "./configure";
import { printAddresses } from "./print-addresses";
import { projectRoot } from "./project-root.mjs";
import { StartError } from "./start-error";
import { surviveLostConnections } from "./survive-lost-connections";

process.env.NEXT_TELEMETRY_DISABLED = "1";
const stopSecondsMax = 30;
/** What is to be undone at the end, last first. */
const undo: (() => Promise<unknown>)[] = [];
const stop = new AbortController();
let exitCode = 0;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // Taken over from the preparation before us, without a moment in which a signal would kill.
  process.removeAllListeners(signal).on(signal, () => stop.abort());
}
surviveLostConnections(fail);

try {
  await start(stop.signal);
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
  const server = await bindPort(settings.PORT);
  undo.push(async () => server.close());
  const { closeDatabase } = await configure(settings);
  undo.push(closeDatabase);
  signal.throwIfAborted();
  // Only now: these modules read the settings when they are loaded.
  const { startServer } = await import("@/server");
  undo.push(await startServer(server, projectRoot));
  signal.throwIfAborted();
  await printAddresses(settings);
}

/** One line for each mistake of the operator's; a bug of ours keeps its stack. */
function fail(error: unknown): void {
  const isExpected = error instanceof StartError || error instanceof SettingsError || error instanceof KeysError;
  console.error(isExpected ? error.message : error);
  exitCode = 1;
  stop.abort();
}
