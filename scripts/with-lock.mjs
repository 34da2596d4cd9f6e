import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

/**
 * Runs `run` while no other process runs under the same lock; a lock whose process is gone is taken over.
 * @template T
 * @param {string} file the lock; its folder is made where it is missing
 * @param {(holdChild: (pid: number | undefined) => void) => Promise<T>} run tells by `holdChild` the process group that
 *   works for it: whoever takes the lock over ends that group first
 * @param {() => void} [onWait] called once when another process holds it
 * @returns {Promise<T>}
 */
export async function withLock(file, run, onWait) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let waited = false; !tryLock(file); waited = true) {
    if (!waited) onWait?.();
    await setTimeout(50);
  }
  try {
    return await run((pid) => {
      writeFileSync(`${file}.${process.pid}`, `${identity(process.pid)}\n${pid ? identity(pid) : ""}`);
      renameSync(`${file}.${process.pid}`, file);
    });
  } finally {
    rmSync(file, { force: true });
  }
}

/** A link appears whole or not at all, so that nobody reads a lock without its owner. */
function tryLock(file) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, identity(process.pid));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    removeStale(file, own);
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function removeStale(file, own) {
  const seen = read(file);
  if (seen === null) return;
  const [owner, child] = seen.split("\n");
  if (lives(owner)) return;
  renameSync(file, own);
  // Another process was quicker and the lock is its own by now: it gets it back.
  if (read(own) !== seen) return renameSync(own, file);
  if (child && lives(child)) process.kill(-Number(child.split(" ")[0]), "SIGKILL");
}

const lives = (who) => identity(Number(who.split(" ")[0])) === who;

/** Process id and, where the system tells it, when it started: ids are used again. Empty when there is no such process. */
function identity(pid) {
  const stat = process.platform === "linux" ? read(`/proc/${pid}/stat`) : null;
  if (stat) return `${pid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  try {
    process.kill(pid, 0);
    return `${pid} -`;
  } catch {
    return "";
  }
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
