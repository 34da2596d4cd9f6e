import type { Server } from "node:http";
import { closeAnswers } from "@/lib/core/node/in-force-everywhere";
import { db } from "@/lib/db";
import { closeMail } from "@/lib/email/send-mail";
import type { Env } from "@/lib/env";
import { startJobs } from "@/lib/jobs/start-jobs";
import { bindPort, makeServer } from "./bind-port";
import { forkWorkers } from "./fork-workers";
import { projectRoot } from "./project-root.mjs";

/** SIGTERM comes from who rolls nodes behind a balancer, and that polls; a person at a terminal waits for nothing. */
const lingerMs = 2000;

/**
 * Opens the doors, in this process or in its workers, and starts the jobs: here, so that they run once a node, whatever it serves.
 * @param server has the port; workers take it over.
 * @param signal its reason is the name of the signal that ended it.
 * @returns stop: jobs and doors at once, then the pools.
 * @throws WorkerFailed
 */
export async function startNode(settings: Env, server: Server, signal: AbortSignal): Promise<() => Promise<void>> {
  // Two processes cannot compile one console.
  const isForked = settings.WORKERS > 1 && settings.NODE_ENV !== "development";
  const closeDoors = await (isForked ? openInWorkers(settings.WORKERS, server, signal) : open(server, signal));
  const stopJobs = startJobs();
  return async () => {
    await Promise.allSettled([closeDoors(), stopJobs()]);
    await closePools();
  };
}

/**
 * Opens the doors in a forked worker, which takes the port only when it can answer: others do meanwhile.
 * @returns stop
 * @throws StartError
 */
export async function startWorker({ PORT }: Env, signal: AbortSignal): Promise<() => Promise<void>> {
  const server = makeServer();
  const closeDoors = await open(server, signal);
  await bindPort(server, PORT);
  return async () => {
    await closeDoors();
    await closePools();
  };
}

async function open(server: Server, signal: AbortSignal): Promise<() => Promise<void>> {
  const { startServer } = await import("@/server");
  const stop = await startServer(server, projectRoot);
  return () => stop(signal.reason === "SIGTERM" ? lingerMs : 0);
}

function openInWorkers(count: number, server: Server, signal: AbortSignal): Promise<() => Promise<void>> {
  server.close();
  server.closeAllConnections();
  return forkWorkers(count, signal);
}

async function closePools(): Promise<void> {
  closeMail();
  await closeAnswers();
  await db().$disconnect();
}
