import { randomUUID } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAccount } from "@/lib/core/account/create-account";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { readSession } from "@/lib/core/session/read-session";
import { anonymous, operator, signIn, testPassword, testRequest } from "@/lib/testing/rolled-back";
import { doWithoutNginx, nginxExample, startNginx } from "@/scripts/testing/nginx";
import { freePort } from "@/scripts/testing/run-server";
import type { Api } from "./api";
import { buildApi } from "./app";

/** The README's own words, with these ports. @returns stop */
function runExample(ports: { watchword: number; api: number; nginx: number }): Promise<() => void> {
  const example = nginxExample("auth_request")
    .replace("127.0.0.1:3000", `127.0.0.1:${ports.watchword}`)
    .replace("127.0.0.1:8080", `127.0.0.1:${ports.api}`)
    .replace("listen 8000", `listen 127.0.0.1:${ports.nginx}`);
  return startNginx(example, `http://127.0.0.1:${ports.nginx}`);
}

async function listening(listener?: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

// Debian has it and npm test installs it as root; only who may not install it does without.
describe.skipIf(doWithoutNginx)("the README's nginx example", () => {
  let api: Api;
  let behind: Server;
  let stopNginx: () => void = () => undefined;
  let base: string;
  let account: { account_id: string };
  let passcode: string;
  let ports: { watchword: number; api: number; nginx: number };

  beforeAll(async () => {
    const email = `${randomUUID()}@example.test`;
    account = await createAccount(operator(), { name: `Nginx ${randomUUID()}`, email, password: testPassword });
    const { session_id } = await signIn(anonymous(), { email, password: testPassword });
    const signedIn = await readSession(session_id);
    if (!signedIn) throw new Error("the session is not there");
    const caller = { actor: signedIn.actor, request: testRequest };
    passcode = (await createPasscode(caller, { name: "Partner", expires_in_days: null })).passcode;
    api = await buildApi();
    await api.listen({ host: "127.0.0.1", port: 0 });
    const echo = await listening((req, res) => {
      let body = "";
      req.on("data", (chunk) => {
        body += chunk;
      });
      req.on("end", () => res.end(JSON.stringify({ headers: req.headers, url: req.url, body })));
    });
    behind = echo.server;
    ports = { watchword: (api.server.address() as AddressInfo).port, api: echo.port, nginx: await freePort() };
    base = `http://127.0.0.1:${ports.nginx}`;
    stopNginx = await runExample(ports);
  });

  afterAll(async () => {
    stopNginx();
    behind?.close();
    await api?.close();
  });

  const good = () => ({ "X-CleverTap-Account-Id": account.account_id, "X-CleverTap-Passcode": passcode });

  test("lets a good passcode through with the body, and tells your API who it is", async () => {
    const headers = { ...good(), "X-Auth-Account-Id": "forged", "X-Auth-User-Id": "forged" };
    const answer = await fetch(`${base}/orders?page=2`, { method: "POST", headers, body: "an order" });
    expect(answer.status).toBe(200);
    const seen = (await answer.json()) as { headers: Record<string, string>; url: string; body: string };
    expect(seen).toMatchObject({ url: "/orders?page=2", body: "an order" });
    expect(seen.headers["x-auth-account-id"], "your API believes what the client sent").toBe(account.account_id);
    expect(seen.headers["x-auth-user-id"] ?? "").toBe("");
    expect(seen.headers["x-auth-credential-kind"]).toBe("account_passcode");
    expect(JSON.stringify(seen), "your API's logs would hold the secret").not.toContain(passcode);
  });

  test.each([
    ["no credential", () => ({})],
    ["a wrong one", () => ({ ...good(), "X-CleverTap-Passcode": `${passcode.slice(0, -1)}!` })],
    ["two that differ", () => ({ ...good(), "X-Passcode": "another" })],
  ])("answers 401 to %s", async (_what, headers) => {
    const answer = await fetch(`${base}/orders`, { headers: headers() as Record<string, string> });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ status: "fail", error: "Invalid Credentials", code: 401 });
  });

  test.each([429, 503])("passes %i on with its Retry-After", async (status) => {
    const busy = await listening((_req, res) => res.writeHead(status, { "Retry-After": "7" }).end());
    const port = await freePort();
    const stopSecond = await runExample({ ...ports, watchword: busy.port, nginx: port });
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/orders`);
      expect(answer.status).toBe(status);
      expect(answer.headers.get("retry-after")).toBe("7");
    } finally {
      stopSecond();
      busy.server.close();
    }
  });

  test("answers 503, never 401, while Watchword is away: a client would throw a good passcode away", async () => {
    const port = await freePort();
    const stopSecond = await runExample({ ...ports, watchword: await freePort(), nginx: port });
    try {
      expect((await fetch(`http://127.0.0.1:${port}/orders`)).status).toBe(503);
    } finally {
      stopSecond();
    }
  });
});
