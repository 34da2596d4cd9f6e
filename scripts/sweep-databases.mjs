import { readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * Ends the databases that tests left running below this folder, and removes what they keep elsewhere. For tests only:
 * they are killed, not stopped.
 * @param {string} directory
 */
export function sweepDatabases(directory) {
  for (const entry of readdirSync(directory)) {
    const link = path.join(directory, entry, "postgres");
    for (const home of [link, path.join(directory, entry, "data", "postgres")]) sweep(home);
  }
}

function sweep(home) {
  let real;
  try {
    real = realpathSync(home);
  } catch {
    return;
  }
  try {
    const pid = Number(readFileSync(path.join(real, "cluster", "postmaster.pid"), "utf8").split("\n")[0]);
    // SIGQUIT takes its children with it.
    if (/\bpostgres\b/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"))) process.kill(pid, "SIGQUIT");
  } catch {
    // It does not run.
  }
  rmSync(real, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
