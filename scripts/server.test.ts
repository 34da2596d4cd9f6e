import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rawRequest } from "@/lib/api/testing/raw-request";
import { ensureBuilt } from "./ensure-built.mjs";
import { runServer, type ServerProcess } from "./testing/run-server";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "./testing/temporary-directory";

let directory: string;
let server: ServerProcess;
const publicUrl = "https://watchword.example";

beforeAll(async () => {
  await ensureBuilt(() => undefined);
  directory = makeTemporaryDirectory();
  server = await runServer({ DATA_DIR: path.join(directory, "data"), PUBLIC_URL: publicUrl });
}, 300_000);
afterAll(async () => {
  await server.stop();
  removeTemporaryDirectory(path.join(directory, "data"));
  removeTemporaryDirectory(directory);
});

const ask = (pathname: string, init: RequestInit = {}) => fetch(server.url + pathname, { redirect: "manual", ...init });
const nonceOf = (response: Response) => response.headers.get("content-security-policy")?.match(/'nonce-([^']+)'/)?.[1];

describe("every answer of the console carries the policy (SECURITY.md W3)", () => {
  test.each(["/", "/setup", "/sign-in", "/passcodes", "/nothing-here", "/api/auth/session", "/icon.svg"])(
    "%s",
    async (pathname) => {
      const { headers } = await ask(pathname);
      const policy = headers.get("content-security-policy") ?? "";
      const scripts = policy.match(/script-src ([^;]*)/)?.[1] ?? "";
      expect(scripts).toMatch(/^'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic'$/);
      for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
        expect(policy).toContain(part);
      }
      expect(Object.fromEntries(headers)).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "strict-transport-security": "max-age=31536000",
      });
      expect(headers.get("permissions-policy")).toContain("camera=()");
      expect(headers.get("x-powered-by")).toBeNull();
    },
  );
});

test("the nonce is new each time, ours whatever the client sends, and on every script of the page", async () => {
  const forged = { "x-nonce": "forged", "content-security-policy": "script-src 'nonce-forged'" };
  const answers = [await ask("/setup", { headers: forged }), await ask("/nothing-here", { headers: forged })];
  expect(nonceOf(answers[0] as Response)).not.toBe(nonceOf(answers[1] as Response));
  for (const answer of answers) {
    const html = await answer.text();
    expect(html).not.toContain("forged");
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonceOf(answer)}"`);
  }
});

test("the API says nosniff and https too, and sets no policy for pages", async () => {
  const { headers, status } = await ask("/v1/connect");
  expect(status).toBe(401);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  expect(headers.get("content-security-policy")).toBeNull();
});

describe("what is posted to next-auth must come from our own page (DESIGN 4.15)", () => {
  test.each([
    ["no origin", {}],
    ["null", { origin: "null" }],
    ["a foreign one", { origin: "https://evil.example" }],
    ["the host that the request names", { origin: "http://localhost", host: "localhost" }],
    ["our own, by a forwarded host", { origin: "https://evil.example", "x-forwarded-host": "evil.example" }],
    ["our own name in a cross-site request", { origin: publicUrl, "sec-fetch-site": "cross-site" }],
  ])("%s: 403", async (_name, headers) => {
    expect(
      (await ask("/api/auth/signout", { method: "POST", headers: headers as Record<string, string> })).status,
    ).toBe(403);
  });

  test("a path that decodes to next-auth's: 403", async () => {
    expect((await ask("/api/%61uth/signout", { method: "POST" })).status).toBe(403);
    expect((await ask("//api/auth/signout", { method: "POST" })).status).toBe(403);
  });

  test("its own: let through", async () => {
    expect((await ask("/api/auth/signout", { method: "POST", headers: { origin: publicUrl } })).status).not.toBe(403);
  });
});

test("headers that mean something inside Next open nothing from outside (SECURITY.md W1)", async () => {
  const inside = {
    "x-middleware-subrequest": "proxy:proxy:proxy",
    "x-middleware-rewrite": "/passcodes",
    "x-invoke-path": "/passcodes",
  };
  const answer = await ask("/passcodes", { headers: inside });
  expect([302, 303, 307, 308]).toContain(answer.status);
  expect(answer.headers.get("location")).toContain("/sign-in");
});

test("a client that offers another protocol, as Java's does with h2c, is answered like any other", async () => {
  // Next listens for upgrades once it has answered its first request.
  await (await ask("/sign-in")).text();
  const { port } = new URL(server.url);
  const offer = "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__";
  const answer = await rawRequest(Number(port), `GET /v1/connect?partner=x HTTP/1.1\r\nHost: x\r\n${offer}\r\n\r\n`);
  expect({ status: answer.status, body: answer.body }).toEqual({
    status: 401,
    body: '{"status":"fail","error":"Invalid Credentials","code":401}',
  });
});
