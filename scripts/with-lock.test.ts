import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { projectRoot } from "./project-root.mjs";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "./testing/temporary-directory";
import { withLock } from "./with-lock.mjs";

let directory: string;
let lock: string;
beforeEach(() => {
  directory = makeTemporaryDirectory();
  lock = path.join(directory, "a.lock");
});
afterEach(() => removeTemporaryDirectory(directory));

test("one at a time, also after one that failed", async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside--;
  };
  await expect(withLock(lock, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  await Promise.all([withLock(lock, work), withLock(lock, work), withLock(lock, work)]);
  expect(most).toBe(1);
  expect(existsSync(lock)).toBe(false);
});

test("a lock whose process was killed is taken over, and what worked for it is ended first", async () => {
  const worker = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });
  const program = `
    const { withLock } = await import(${JSON.stringify(path.join(projectRoot, "scripts", "with-lock.mjs"))});
    setInterval(() => {}, 1000);
    await withLock(process.argv[1], async (hold) => { hold(${worker.pid}); console.log("held"); await new Promise(() => {}); });`;
  const owner = spawn(process.execPath, ["--input-type=module", "-e", program, lock], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(owner.stdout, "data");
  owner.kill("SIGKILL");
  await once(owner, "exit");
  const workerEnds = once(worker, "exit");
  expect(await withLock(lock, async () => "done")).toBe("done");
  expect((await workerEnds)[1]).toBe("SIGKILL");
});

test("a lock of an id that is used again by another process is taken over", async () => {
  writeFileSync(lock, `${process.pid} 1`);
  expect(await withLock(lock, async () => readFileSync(lock, "utf8").split(" ")[0])).toBe(String(process.pid));
});
