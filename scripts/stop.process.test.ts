import { once } from "node:events";
import { Agent, get } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer, pair } from "@/lib/api/testing/headers";
import { ensureBuilt } from "./ensure-built.mjs";
import { ownDatabase, ownEnvironment } from "./testing/own-database";
import { killServers, runServer, type ServerProcess } from "./testing/run-server";
import { slowRequest } from "./testing/slow-request";
import { isRunning, workersOf } from "./testing/workers-of";

await ownDatabase();
const { guardedAccount } = await import("@/lib/testing/guarded-account");
const { db } = await import("@/lib/db");
let credential: Record<string, string>;
let question: { body: string; headers: Record<string, string> };

beforeAll(async () => {
  await ensureBuilt(() => undefined);
  const account = await guardedAccount();
  const { passcode } = await account.createPasscode();
  credential = pair(account.id, passcode);
  const { key } = await account.createServiceKey("verify");
  const body = JSON.stringify({ account_id: account.id, passcode });
  question = { body, headers: { ...bearer(key), "Content-Type": "application/json" } };
}, 300_000);
afterAll(() => {
  killServers();
  return db().$disconnect();
});

const start = (settings: Record<string, string>, options = {}) =>
  runServer({ ...ownEnvironment(), SERVE: "api", ...settings }, options);
const isClosed = ({ url }: ServerProcess) =>
  fetch(url).then(
    () => false,
    () => true,
  );
const inFlight = ({ port }: ServerProcess) => slowRequest(port, "/v1/verify", question.body, question.headers);
const decided = /HTTP\/1\.1 200 OK[\s\S]*"valid":true/;

/** One after the other over one connection, which the server may end. */
function keptConnection({ url }: ServerProcess) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (path: string, headers = {}) =>
    new Promise<{ status: number; connection: string; body: string; isReused: boolean }>((resolve, reject) => {
      const req = get(url + path, { agent, headers }, (res) => {
        let body = "";
        res.on("data", (chunk) => (body += chunk));
        const { statusCode: status = 0, headers } = res;
        res.on("end", () =>
          resolve({ status, connection: headers.connection ?? "", body, isReused: req.reusedSocket }),
        );
      });
      req.on("error", reject);
    });
}

/** A connection of its own with a request on it: it is open, whether or not the server has let it in. */
async function knock({ port }: ServerProcess) {
  const socket = connect(port, "localhost");
  let received = "";
  socket.on("data", (chunk) => (received += chunk)).on("error", (error) => (received += error.message));
  const answer = new Promise<string>((resolve) => socket.on("close", () => resolve(received)));
  await once(socket, "connect");
  socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  return { answer };
}

// One after the other: eight that start at once leave a slow machine no time to ask the database within 600 ms, which is a rightful 503.
describe("a stop", { timeout: 60_000 }, () => {
  test.for(["0", "2"])(
    "SIGTERM, WORKERS=%s: not ready at once, in flight answered, then closed, 0 (O5)",
    async (WORKERS) => {
      const server = await start({ WORKERS });
      const [ask, askAnother] = [keptConnection(server), keptConnection(server)];
      for (const one of [ask, askAnother]) {
        await expect.poll(() => one("/readyz")).toMatchObject({ status: 200, connection: "keep-alive" });
      }
      const slow = await inFlight(server);
      const stopped = server.stop("SIGTERM");
      // A signal takes a moment; a connection is asked until it is closed by an answer.
      const closing = { connection: "close", isReused: true };
      const notReady = { status: 503, body: '{"status":"not ready","not_ready":["stopping"]}' };
      await expect.poll(() => ask("/readyz")).toEqual({ ...notReady, ...closing });
      await expect.poll(() => askAnother("/v1/auth", credential)).toMatchObject({ status: 200, ...closing });
      expect(await isClosed(server)).toBe(true);
      expect(await slow.finish()).toMatch(decided);
      expect(await stopped).toBe(0);
    },
  );

  test.for(["0", "2"])("SIGTERM, WORKERS=%s: whoever waits at the door is let in", async (WORKERS) => {
    const server = await start({ WORKERS }, { detached: true });
    process.kill(-server.pid, "SIGSTOP");
    const visitors = await Promise.all(Array.from({ length: 20 }, () => knock(server)));
    const stopped = server.stop("SIGTERM");
    process.kill(-server.pid, "SIGCONT");
    for (const { answer } of visitors) expect(await answer).toContain("200 OK");
    expect(await stopped).toBe(0);
  });

  test("WORKERS=2: whoever comes before the first process has let go of the port is answered", async () => {
    const server = await start({ WORKERS: "2" }, { detached: true });
    const ask = async () => {
      const signal = AbortSignal.timeout(2000);
      return (await fetch(`${server.url}/readyz`, { headers: { connection: "close" }, signal })).status;
    };
    process.kill(server.pid, "SIGSTOP");
    const stopped = server.stop("SIGTERM");
    await expect.poll(ask).toBe(503);
    // Workers that do not wait for it have given the port up long before.
    for (const start = performance.now(); performance.now() - start < 1500; ) expect([200, 503]).toContain(await ask());
    process.kill(server.pid, "SIGCONT");
    expect(await stopped).toBe(0);
  });

  test("SIGTERM, and a request that never ends: it has 20 s, then it is cut, 0 (O5)", async () => {
    const server = await start({});
    const endless = await inFlight(server);
    const told = performance.now();
    expect(await server.stop("SIGTERM")).toBe(0);
    const seconds = (performance.now() - told) / 1000;
    expect(seconds).toBeGreaterThan(19.5);
    expect(seconds, "cut by the last resort, not by the drain").toBeLessThan(29);
    expect(await endless.finish()).not.toMatch(decided);
  });

  test("Ctrl-C, which all processes get at once: each ends in order, none comes back", async () => {
    const server = await start({ WORKERS: "2", LOG_LEVEL: "warn" }, { detached: true });
    const workers = workersOf(server.pid);
    expect(workers).toHaveLength(2);
    const slow = await inFlight(server);
    const stopped = server.stop("SIGINT");
    await expect.poll(() => isClosed(server), { timeout: 10_000 }).toBe(true);
    expect(await slow.finish()).toMatch(decided);
    expect(await stopped).toBe(0);
    expect(workers.filter(isRunning)).toEqual([]);
    expect(server.output()).not.toContain("a worker ended");
  });

  test("kill -9 of the first process: the workers finish what is in flight, and nothing is left", async () => {
    const server = await start({ WORKERS: "2" });
    const workers = workersOf(server.pid);
    const slow = await inFlight(server);
    process.kill(server.pid, "SIGKILL");
    await expect.poll(() => isClosed(server)).toBe(true);
    expect(workers.filter(isRunning), "nobody is left to finish it").not.toEqual([]);
    expect(await slow.finish()).toMatch(decided);
    await expect.poll(() => workers.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  });
});
