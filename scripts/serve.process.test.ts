import { afterAll, beforeAll, test } from "vitest";
import { ensureBuilt } from "./ensure-built.mjs";
import { ownDatabase, ownEnvironment } from "./testing/own-database";
import { killServers, runServer, type ServerProcess } from "./testing/run-server";
import { workersOf } from "./testing/workers-of";

await ownDatabase();
afterAll(killServers);
beforeAll(() => ensureBuilt(() => undefined), 300_000);

const start = (SERVE: string) => runServer({ ...ownEnvironment(), SERVE, NODE_DEBUG: "module" });
const loadsNext = (server: ServerProcess) => server.output().includes("/node_modules/next/dist/");
async function statuses({ url }: ServerProcess, paths: string[]): Promise<Record<string, number>> {
  const asked = paths.map(async (path) => [path, (await fetch(url + path, { redirect: "manual" })).status] as const);
  return Object.fromEntries(await Promise.all(asked));
}

test.concurrent("SERVE=api serves no console, and does not load Next", async ({ expect }) => {
  const server = await start("api");
  expect(await statuses(server, ["/v1/connect", "/healthz", "/readyz", "/", "/sign-in", "/api/auth/session"])).toEqual({
    "/v1/connect": 401,
    "/healthz": 200,
    "/readyz": 200,
    "/": 404,
    "/sign-in": 404,
    "/api/auth/session": 404,
  });
  expect(await (await fetch(`${server.url}/sign-in`)).json()).toMatchObject({ code: "not_found" });
  expect(loadsNext(server), "it pays for a console that it does not serve").toBe(false);
  expect(server.output()).toContain(`API      ${server.url}/v1`);
  expect(server.output()).not.toContain("Console  ");
  expect(server.setupLink).toBeNull();
  expect(await server.stop()).toBe(0);
});

test.concurrent("SERVE=console serves no dialect, and says whether it is ready", async ({ expect }) => {
  const server = await start("console");
  const asked = ["/setup", "/healthz", "/readyz", "/v1/connect", "/v1/self", "/user/authenticate", "/openapi.json"];
  expect(await statuses(server, asked)).toEqual({
    "/setup": 200,
    "/healthz": 200,
    "/readyz": 200,
    "/v1/connect": 404,
    "/v1/self": 404,
    "/user/authenticate": 404,
    "/openapi.json": 404,
  });
  expect(loadsNext(server), "what is looked for above is not there where Next is").toBe(true);
  expect(server.output()).not.toContain("API      ");
  expect(server.setupLink).toContain("/setup#");
  expect(await server.stop()).toBe(0);
});

test.concurrent("SERVE=all with WORKERS=2 opens both doors in the workers", async ({ expect }) => {
  const server = await runServer({ ...ownEnvironment(), SERVE: "all", WORKERS: "2" });
  expect(workersOf(server.pid)).toHaveLength(2);
  const asked = ["/setup", "/healthz", "/readyz", "/v1/connect"];
  expect(await statuses(server, asked)).toEqual({ "/setup": 200, "/healthz": 200, "/readyz": 200, "/v1/connect": 401 });
  expect(server.setupLink).toContain("/setup#");
  expect(await server.stop()).toBe(0);
});
