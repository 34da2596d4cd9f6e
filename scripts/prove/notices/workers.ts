import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { projectRoot } from "@/scripts/project-root.mjs";

const file = path.join(projectRoot, "scripts", "prove", "notices", "worker.ts");

/** Worker processes that can be killed at any moment; another one starts in the place of each. */
export async function startWorkers(count: number, environment: Record<string, string>) {
  const errors: string[] = [];
  const start = async (): Promise<ChildProcess> => {
    const child = fork(file, {
      cwd: projectRoot,
      env: { ...process.env, ...environment },
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.on("message", (message) => message !== "ready" && errors.push(String(message)));
    await once(child, "message");
    return child;
  };
  const workers = await Promise.all(Array.from({ length: count }, start));
  let starting = Promise.resolve();
  return {
    errors,
    /** SIGKILL, without a warning. */
    kill: (index: number) => {
      workers[index]?.kill("SIGKILL");
      starting = starting.then(async () => {
        workers[index] = await start();
      });
    },
    stop: async () => {
      await starting;
      for (const worker of workers) worker.kill("SIGKILL");
      const alive = workers.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
      await Promise.all(alive.map((worker) => once(worker, "exit")));
    },
  };
}
