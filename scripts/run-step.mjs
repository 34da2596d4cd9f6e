import { spawn } from "node:child_process";
import { projectRoot } from "./project-root.mjs";

/** Process ids of the steps under way, each the leader of a group of its own. */
const running = new Set();

/** A step failed; the message is for people, `output` is what it printed. */
export class StepError extends Error {
  constructor(message, output = "") {
    super(message);
    this.output = output;
  }
}

/**
 * Runs a program to its end, quietly, in a process group of its own (so that one signal ends all that it started).
 * @param {string} name for the error, as in "npm ci"
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, echo?: boolean, onPid?: (pid: number) => void }} [options]
 *   `env` is laid over the environment, undefined removes; `echo` passes the output on as it comes
 * @returns {Promise<string>} what it printed
 * @throws StepError when it does not end with 0
 */
export function runStep(name, command, args, { cwd = projectRoot, env = {}, echo = false, onPid } = {}) {
  return new Promise((resolve, reject) => {
    const merged = { ...process.env, ...env };
    for (const key of Object.keys(merged)) if (merged[key] === undefined) delete merged[key];
    const child = spawn(command, args, { cwd, env: merged, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
      if (echo) process.stdout.write(chunk);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => reject(new StepError(`${name} could not be started: ${error.message}`)));
    child.on("close", (code, signal) => {
      running.delete(child.pid);
      if (code === 0) resolve(output);
      else reject(new StepError(`${name} failed (${signal ?? `exit code ${code}`}).`, output));
    });
    if (!child.pid) return;
    running.add(child.pid);
    onPid?.(child.pid);
  });
}

/** Ends every step under way with all that it started. */
export function endSteps(signal = "SIGKILL") {
  for (const pid of running) {
    try {
      process.kill(-pid, signal);
    } catch {
      // It ended by itself.
    }
  }
}
