import { createServer } from "node:http";
import { closeAnswers } from "@/lib/core/node/in-force-everywhere";
import { db } from "@/lib/db";
import { closeMail } from "@/lib/email/send-mail";
import type { Env } from "@/lib/env";
import { startJobs } from "@/lib/jobs/start-jobs";
import { bindPort } from "./bind-port";
import { forkWorkers, leaveFirstProcess } from "./fork-workers";
import { projectRoot } from "./project-root.mjs";

/** SIGTERM comes from who rolls nodes behind a balancer; a person at a terminal waits for nobody. */
const lingerMs = 1000;

/**
 * Opens the doors, in this process or in its workers, and starts the jobs: here, so that they run once a node, whatever it serves.
 * @param signal its reason is the name of the signal that ended it.
 * @returns stop: jobs and doors at once, then the pools.
 * @throws StartError, WorkerFailed
 */
export async function startNode(settings: Env, signal: AbortSignal): Promise<() => Promise<void>> {
  // Two processes cannot compile one console.
  const isForked = settings.WORKERS > 1 && settings.NODE_ENV !== "development";
  const closeDoors = await (isForked ? forkWorkers(settings.WORKERS, signal) : openDoors(settings, signal));
  const stopJobs = startJobs();
  return async () => {
    await Promise.allSettled([closeDoors(), stopJobs()]);
    await closePools();
  };
}

/**
 * Opens the doors in a forked worker.
 * @returns stop
 * @throws StartError
 */
export async function startWorker(settings: Env, signal: AbortSignal): Promise<() => Promise<void>> {
  const closeDoors = await openDoors(settings, signal);
  return async () => {
    await closeDoors();
    await closePools();
  };
}

async function openDoors({ PORT }: Env, signal: AbortSignal): Promise<() => Promise<void>> {
  // Slow clients: 10 s for the headers, 30 s for all of a request; longer than a proxy keeps its idle connections.
  const limits = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };
  const server = createServer({ ...limits, keepAliveTimeout: 75_000 });
  const { startServer } = await import("@/server");
  const stop = await startServer(server, projectRoot);
  await bindPort(server, PORT);
  return () => stop(signal.reason === "SIGTERM" ? lingerMs : 0, leaveFirstProcess());
}

async function closePools(): Promise<void> {
  closeMail();
  await closeAnswers();
  await db().$disconnect();
}
