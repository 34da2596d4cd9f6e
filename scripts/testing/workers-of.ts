import { execFileSync } from "node:child_process";

/** The process ids of the workers that a server has at the moment. @param pid the server's own */
export function workersOf(pid: number): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const programs = rows.flatMap((row) => [...row.matchAll(/^ *(\d+) +(\d+) .*\bmain\.js\b/g)]);
  return programs.flatMap(([, own, parent]) => (Number(parent) === pid ? [Number(own)] : []));
}

/** Whether a process runs. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
