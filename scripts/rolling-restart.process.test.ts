import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer } from "@/lib/api/testing/headers";
import { ensureBuilt } from "./ensure-built.mjs";
import { doWithoutNginx, nginxExample, startNginx } from "./testing/nginx";
import { ownDatabase, ownEnvironment } from "./testing/own-database";
import { freePort, killServers, runServer } from "./testing/run-server";
import { steadyLoad } from "./testing/steady-load";

await ownDatabase();
const { guardedAccount } = await import("@/lib/testing/guarded-account");
const { db } = await import("@/lib/db");
beforeAll(() => ensureBuilt(() => undefined), 300_000);
let stopNginx: () => void = () => undefined;
afterAll(() => {
  stopNginx();
  killServers();
  return db().$disconnect();
});

// Debian has it and npm test installs it as root; only who may not install it does without.
describe.skipIf(doWithoutNginx)("two nodes behind the README's nginx", () => {
  test.each([0, 2])(
    "WORKERS=%i, restarted one after the other under load: no request fails (O5)",
    async (WORKERS) => {
      const account = await guardedAccount();
      const { passcode } = await account.createPasscode();
      const { key } = await account.createServiceKey("verify");
      const start = (PORT: number) =>
        runServer({ ...ownEnvironment(), SERVE: "api", WORKERS: String(WORKERS), PORT: String(PORT) });
      const nodes = await Promise.all([start(await freePort()), start(await freePort())]);
      const url = `http://127.0.0.1:${await freePort()}`;
      const upstream = nginxExample("max_fails")
        .replace("10.0.0.1:3000", `127.0.0.1:${nodes[0].port}`)
        .replace("10.0.0.2:3000", `127.0.0.1:${nodes[1].port}`);
      const pass = `proxy_pass http://watchword; proxy_http_version 1.1; proxy_set_header Connection "";`;
      const server = `server { listen ${url.slice("http://".length)}; location / { ${pass} } }`;
      stopNginx = await startNginx(`${upstream}\n${server}`, url);

      // A GET that fails nginx repeats at the other node, and nobody sees it; a POST it does not.
      const headers = { ...bearer(key), "Content-Type": "application/json" };
      const body = JSON.stringify({ account_id: account.id, passcode });
      const load = steadyLoad(4, { url: `${url}/v1/verify`, method: "POST", headers, body });
      await load.more(20);
      expect(await nodes[0].stop("SIGTERM")).toBe(0);
      nodes[0] = await start(nodes[0].port);
      await load.more(20);
      expect(await nodes[1].stop("SIGTERM")).toBe(0);
      await load.more(20);
      await load.stop();
      expect(load.tallies.flatMap(({ failures }) => failures)).toEqual([]);
      stopNginx();
      expect(await nodes[0].stop()).toBe(0);
    },
    60_000,
  );
});
