import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pair } from "@/lib/api/testing/headers";
import { ensureBuilt } from "./ensure-built.mjs";
import { ownDatabase, ownEnvironment } from "./testing/own-database";
import { freePort, killServers, runProgram, runServer } from "./testing/run-server";
import { steadyLoad } from "./testing/steady-load";
import { workersOf } from "./testing/workers-of";

await ownDatabase();
const { guardedAccount } = await import("@/lib/testing/guarded-account");
const { db } = await import("@/lib/db");
beforeAll(() => ensureBuilt(() => undefined), 300_000);
afterAll(() => {
  killServers();
  return db().$disconnect();
});

test("a worker that is killed under load comes back alone, and one that is told to stop does so unnoticed", async () => {
  const account = await guardedAccount();
  const { passcode } = await account.createPasscode();
  // The log says which worker answered.
  const server = await runServer({ ...ownEnvironment(), SERVE: "api", WORKERS: "2", LOG_LEVEL: "debug" });
  const load = steadyLoad(16, { url: `${server.url}/v1/connect?partner=x`, headers: pair(account.id, passcode) });
  await load.more(20);
  const lastIds = load.tallies.map(({ requestId }) => requestId);
  await expect.poll(() => lastIds.every((id) => server.output().includes(id))).toBe(true);
  const servedBy = lastIds.map((id) => pidOf(server.output(), id));
  const [doomed = 0] = servedBy;
  const [other = 0] = workersOf(server.pid).filter((pid) => pid !== doomed);
  const newcomers = () => workersOf(server.pid).filter((pid) => pid !== doomed && pid !== other);

  process.kill(doomed, "SIGKILL");
  await load.more(20);
  await expect.poll(newcomers, { timeout: 10_000 }).toHaveLength(1);
  const failures = load.tallies.map((tally) => tally.failures);
  for (const [i, list] of failures.entries()) {
    if (servedBy[i] === doomed) expect(["", "ECONNRESET"], "more than what it had to answer").toContain(list.join());
    else expect(list, "another's connection").toEqual([]);
  }

  const [newcomer = 0] = newcomers();
  const serves = async () => {
    await fetch(`${server.url}/healthz`, { headers: { connection: "close" } });
    return server.output().includes(`"pid":${newcomer},`);
  };
  await expect.poll(serves, { timeout: 10_000 }).toBe(true);

  const failedBefore = failures.flat().length;
  process.kill(other, "SIGTERM");
  await expect.poll(newcomers, { timeout: 15_000 }).toHaveLength(2);
  await load.more(50);
  await load.stop();
  expect(load.tallies.flatMap((tally) => tally.failures)).toHaveLength(failedBefore);
  expect(server.output().match(/a worker ended; another takes its place/g)).toHaveLength(2);
  expect(await server.stop()).toBe(0);
}, 60_000);

const pidOf = (log: string, requestId: string) => Number(log.match(new RegExp(`"pid":(\\d+).*${requestId}`))?.[1]);

describe("where the first worker cannot start, nothing starts, and one line says why", () => {
  test.each([
    ["it dies", "process.exit(7)", /^A worker ended before it served: exit code 7\.\n$/],
    [
      "its port was taken meanwhile",
      'net.Server.prototype.listen=function(){setImmediate(()=>this.emit("error",{code:"EADDRINUSE"}));return(this)}',
      /^Port \d+ is taken by another program: .*\n$/,
    ],
  ])("%s", async (_why, program, line) => {
    const preload = `import net from "node:net";import cluster from "node:cluster";if(cluster.isWorker)${program}`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(preload)}`;
    const settings = { SERVE: "api", WORKERS: "2", PORT: String(await freePort()), NODE_OPTIONS };
    const { code, stdout, stderr } = await runProgram("main", [], { ...ownEnvironment(), ...settings });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(line);
  });
});
