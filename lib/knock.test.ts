import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { Client } from "pg";
import { afterAll, expect, test } from "vitest";
import { knocker } from "@/lib/knock";

const databaseUrl = process.env.DATABASE_URL ?? "";
const withinMs = 300;

/** Takes every connection and never says a word. */
const sockets: Socket[] = [];
const silent = createServer((socket) => void sockets.push(socket.on("error", () => undefined).resume()));
await once(silent.listen(0, "127.0.0.1"), "listening");
const silentUrl = `postgresql://nobody:x@127.0.0.1:${(silent.address() as AddressInfo).port}/none`;
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  silent.close();
});

test("a database that is there answers", async () => {
  expect(await knocker(databaseUrl, 10_000)()).toBe(true);
});

test("one that takes the connection and is silent does not, within the time that it has, and the connection is cut", async () => {
  const start = performance.now();
  expect(await knocker(silentUrl, withinMs)()).toBe(false);
  const tookMs = performance.now() - start;
  expect(tookMs).toBeGreaterThan(withinMs - 5);
  expect(tookMs).toBeLessThan(withinMs + 1000);
  await expect.poll(() => sockets.every(({ destroyed }) => destroyed)).toBe(true);
});

test("one that refuses the connection does not", async () => {
  const closed = createServer();
  await once(closed.listen(0, "127.0.0.1"), "listening");
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  expect(await knocker(`postgresql://nobody:x@127.0.0.1:${port}/none`, 10_000)()).toBe(false);
});

test("one that says no has answered", async () => {
  const url = new URL(databaseUrl);
  url.pathname = "/there_is_no_such_database";
  expect(await knocker(url.href, 10_000)()).toBe(true);
});

test("who asks meanwhile shares the knock, and who asks later knocks anew", async () => {
  const before = sockets.length;
  const knock = knocker(silentUrl, withinMs);
  expect(await Promise.all([knock(), knock(), knock()])).toEqual([false, false, false]);
  expect(sockets.length - before).toBe(1);
  await knock();
  expect(sockets.length - before).toBe(2);
});

test("it leaves no connection behind", async () => {
  await knocker(databaseUrl, 10_000)();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const left = async () =>
    (await client.query("SELECT FROM pg_stat_activity WHERE application_name = 'watchword-knock'")).rowCount;
  await expect.poll(left).toBe(0);
  await client.end();
});
