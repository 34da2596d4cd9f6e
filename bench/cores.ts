import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { findProgram } from "@/scripts/find-program.mjs";

const serverCore = "0";
const otherCore = "1";
const taskset = process.platform === "linux" && availableParallelism() >= 2 ? findProgram(["taskset"]) : null;

/** Whether servers have a core of their own; without that a ratio says how well two programs share the machine. */
export const isPinned = taskset !== null;

/** Leaves the servers' core: this process, and what it starts from now on (the load, PostgreSQL), which inherits it. */
export function leaveServerCore(): void {
  if (taskset) execFileSync(taskset, ["-acp", otherCore, String(process.pid)], { stdio: "ignore" });
}

/** The command that runs a program on the servers' core. */
export function onServerCore(program: string, args: string[]): [string, string[]] {
  return taskset ? [taskset, ["-c", serverCore, program, ...args]] : [program, args];
}
