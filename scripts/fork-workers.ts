import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { log } from "@/lib/log";
import { projectRoot } from "./project-root.mjs";
import { StartError, WorkerFailed } from "./start-error";

const livedLongMs = 10_000;
const firstPauseMs = 250;
const pauseMsMax = 5000;
/** A worker that has left hears no messages any more. */
const letGo = "SIGUSR2";
const letGoMsMax = 5000;

type End = { code: number | null; killedBy: string | null };

/**
 * Forks workers that share the port, and another one for each that dies.
 * @param signal ends them all; its reason is the name of the signal that they are sent.
 * @returns when all of them listen, or the signal came: waits until all have ended.
 * @throws WorkerFailed, StartError where the first one does not come to listen
 */
export async function forkWorkers(count: number, signal: AbortSignal): Promise<() => Promise<void>> {
  signal.throwIfAborted();
  // Not the program that this process was started with: that one prepares before it starts.
  const exec = path.join(projectRoot, "dist", "main.js");
  // Each accepts for itself: node's round robin loses what it has handed to a worker that ends, and the client waits for ever.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({ exec, execArgv: [...process.execArgv, "--enable-source-maps"] });
  signal.addEventListener("abort", () => tellAll(signal.reason === "SIGTERM" ? "SIGTERM" : "SIGINT"));
  // The first shows whether it can be done, so that a mistake is told once and not by each.
  const first = fork();
  await listensOrFails(first);
  const others = Array.from({ length: count - 1 }, fork);
  const allEnded = Promise.all([first, ...others].map((worker) => keepAlive(worker, signal)));
  await Promise.race([Promise.all(others.map(listens)), allEnded]);
  return async () => void (await allEnded);
}

function tellAll(name: NodeJS.Signals): void {
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(name);
}

function fork(): Worker {
  const worker = cluster.fork();
  // A connection that is handed to a dying worker; unheard, the event would end this process.
  worker.on("error", (error) => log.warn({ reason: error.message }, "a worker could not be told something"));
  // By now node:cluster has closed the port here, if nobody else shares it.
  worker.on("disconnect", () => worker.process.kill(letGo));
  return worker;
}

/**
 * Lets a worker be the last to hold the port: while the first process does, who comes waits there for nobody, and is cut in the end.
 * @returns when the first process holds the port at most for other workers, or within 5 s; at once where there are no workers
 */
export async function leaveFirstProcess(): Promise<void> {
  if (!cluster.worker?.isConnected()) return;
  const told = once(process, letGo, { signal: AbortSignal.timeout(letGoMsMax) });
  process.disconnect();
  await told.catch(() => log.warn("the first process did not say that it let go of the port"));
}

const listens = (worker: Worker) => new Promise<void>((resolve) => worker.once("listening", () => resolve()));
const ends = (worker: Worker) =>
  new Promise<End>((resolve) => worker.once("exit", (code, killedBy) => resolve({ code, killedBy })));

async function listensOrFails(worker: Worker): Promise<void> {
  const end = await Promise.race([listens(worker), ends(worker)]);
  if (!end) return;
  if (end.code === 1) throw new WorkerFailed();
  throw new StartError(`A worker ended before it served: ${end.killedBy ?? `exit code ${end.code}`}.`);
}

/** Ends when, after the signal, the worker in this place has. */
async function keepAlive(first: Worker, signal: AbortSignal): Promise<void> {
  let pauseMs = 0;
  for (let worker = first; ; worker = fork()) {
    const start = performance.now();
    const end = await ends(worker);
    if (signal.aborted) return;
    pauseMs = nextPause(pauseMs, performance.now() - start);
    log.warn({ worker: worker.process.pid, ...end, pauseMs }, "a worker ended; another takes its place");
    await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
  }
}

/**
 * How long a place stays empty, so that workers that die at once burn no CPU. All in milliseconds.
 * @param previousMs the pause before the worker that ended; 0 for the first
 * @param livedMs how long it lived
 */
export function nextPause(previousMs: number, livedMs: number): number {
  return livedMs >= livedLongMs ? 0 : Math.min(pauseMsMax, previousMs * 2 || firstPauseMs);
}
