import { Pool } from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { databaseProxy } from "@/lib/api/testing/database-proxy";
import { endSilentConnections } from "@/lib/end-silent-connections";
import { processClock } from "@/lib/process-clock";

const lookAfterMs = 100;
const isThere = vi.fn(async () => true);
let proxy: Awaited<ReturnType<typeof databaseProxy>>;
let pool: Pool;
beforeEach(async () => {
  isThere.mockReset().mockResolvedValue(true);
  proxy = await databaseProxy(process.env.DATABASE_URL ?? "");
  pool = new Pool({ connectionString: proxy.url, max: 2 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  endSilentConnections(pool, lookAfterMs, isThere);
});
afterEach(() => {
  proxy.close();
  void pool.end();
});
const silence = { code: "ETIMEDOUT" };

test("a statement that is silent is ended where nobody is answered", async () => {
  await pool.query("SELECT 1");
  proxy.swallow();
  isThere.mockResolvedValue(false);
  await expect(pool.query("SELECT 1")).rejects.toMatchObject(silence);
  expect(pool.totalCount).toBe(0);
});

test("one that waits long is left alone as long as others are answered, and looked at again and again", async () => {
  await pool.query("SELECT pg_sleep(0.55)");
  expect(isThere.mock.calls.length).toBeGreaterThanOrEqual(3);
});

test("where the answer comes before the verdict it counts", async () => {
  let judge = (_answers: boolean) => {};
  isThere.mockReturnValueOnce(new Promise((resolve) => (judge = resolve)));
  const client = await pool.connect();
  await client.query("SELECT pg_sleep(0.2)");
  judge(false);
  expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  client.release();
});

test("a verdict about one use of a connection does not end the next one", async () => {
  let judge = (_answers: boolean) => {};
  isThere.mockReturnValueOnce(new Promise((resolve) => (judge = resolve)));
  const client = await pool.connect();
  await expect.poll(() => isThere.mock.calls.length).toBe(1);
  client.release();
  const again = await pool.connect();
  judge(false);
  expect((await again.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  expect(pool.totalCount).toBe(1);
  again.release();
});

test("a connection that nobody uses is not looked at", async () => {
  const idle = await pool.connect();
  await idle.query("SELECT 1");
  idle.release();
  const other = await pool.connect();
  other.release();
  const busy = new Pool({ connectionString: proxy.url });
  await busy.query("SELECT pg_sleep(0.5)");
  await busy.end();
  expect(isThere).not.toHaveBeenCalled();
});

test("after ten seconds of silence it is ended although others are answered", async () => {
  const client = await pool.connect();
  proxy.swallow();
  const asked = client.query("SELECT 1").catch((error) => error);
  await expect.poll(() => isThere.mock.calls.length).toBe(2);
  vi.spyOn(processClock, "monotonic").mockImplementation(() => performance.now() + 10_000);
  expect(await asked).toMatchObject(silence);
  vi.restoreAllMocks();
  client.release();
});
