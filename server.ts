import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";
import type { Api } from "@/lib/api/api";
import { buildApi, buildHealth } from "@/lib/api/app";
import { isApiPath } from "@/lib/api/paths";
import { createPool } from "@/lib/api/verifier/create-pool";
import { directVerifier } from "@/lib/api/verifier/direct-verifier";
import { startVerifier } from "@/lib/api/verifier/start-verifier";
import type { Verifier } from "@/lib/api/verifier/verifier";
import { socketAddressHeader } from "@/lib/client-address";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { checkOrigin } from "@/lib/web/check-origin";
import { consoleHeaders, contentSecurityPolicy, makeNonce, strictTransport } from "@/lib/web/security-headers";

const drainSecondsMax = 20;
/** While so many come that the door is never empty; letting in all who wait takes a busy machine longer than a moment. */
const waitMsMax = 2000;
/** Many times an idle one; in a longer one somebody was answered, and may have come again, or the process had to wait. */
const shortTurnMs = 0.1;

/**
 * Serves the doors of SERVE on one server: the API's paths by Fastify, all others by Next.
 * @param server does not listen yet.
 * @param directory the project's, for Next.
 * @returns stop: from now on decisions read the database, `/readyz` says no and no connection is let in; what is under way, and
 * what comes over kept connections for `lingerMs` more, is answered, within 20 s at most. The port is given up after
 * `isLast`, so that no process holds it that lets nobody in.
 */
export async function startServer(
  server: Server,
  directory: string,
): Promise<(lingerMs: number, isLast: Promise<void>) => Promise<void>> {
  const [{ api, verifier }, site] = await Promise.all([
    openApi(),
    env().SERVE === "api" ? null : openConsole(server, directory),
  ]);
  const transport = strictTransport();
  let stopping = false;
  server.on("request", (req, res) => {
    if (stopping) res.shouldKeepAlive = false;
    if (site && !isApiPath(pathOf(req))) return site.handle(req, res);
    for (const [name, value] of transport) res.setHeader(name, value);
    const route = () => api.routing(req, res);
    if (!api.fastLane(req, res, route)) route();
  });
  return async (lingerMs, isLast) => {
    const retired = verifier
      .retire()
      .catch((error: unknown) => log.error({ err: error }, "the verifier did not retire"));
    await drain(server, lingerMs, isLast, () => {
      stopping = true;
    });
    await retired;
    await Promise.allSettled([site?.close(), api.close()]);
  };
}

/** The API; where only the console is served, of it only what a balancer asks. */
async function openApi(): Promise<{ api: Api; verifier: Verifier }> {
  const { SERVE, DATABASE_URL = "" } = env();
  // Who decides nothing need remember nothing.
  const verifier = SERVE === "console" ? directVerifier(createPool(DATABASE_URL)) : startVerifier();
  const api = await (SERVE === "console" ? buildHealth(verifier) : buildApi(verifier));
  // Asks the database once, so that the first request need not wait for a connection.
  await Promise.all([api.ready(), verifier.obstacles()]);
  return { api, verifier };
}

async function openConsole(server: Server, dir: string): Promise<{ handle: RequestListener; close(): Promise<void> }> {
  // Only here: an API that is served alone pays neither its memory nor its time to start.
  const { default: next } = await import("next");
  const dev = env().NODE_ENV === "development";
  // Next listens for upgrades, and Node then hands over every request that offers one (Java's clients offer h2c): only
  // development needs that, so in production it listens where nobody calls.
  const app = next({ dev, dir, httpServer: dev ? server : createServer(), port: env().PORT });
  await app.prepare();
  return { handle: consoleHandler(app.getRequestHandler()), close: () => app.close() };
}

function pathOf(req: IncomingMessage): string {
  const url = req.url ?? "/";
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

/** Next behind what no page can forget: the headers of SECURITY.md W3, and the origin of what goes to next-auth. */
function consoleHandler(handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>): RequestListener {
  const headers = consoleHeaders();
  return (req, res) => {
    const nonce = makeNonce();
    const policy = contentSecurityPolicy(nonce);
    for (const [name, value] of headers) res.setHeader(name, value);
    res.setHeader("Content-Security-Policy", policy);
    const refusal = foreignOrigin(req);
    if (refusal) return void res.writeHead(403, { "Content-Type": "text/plain; charset=utf-8" }).end(`${refusal}\n`);
    replaceRequestHeaders(req, nonce, policy);
    handle(req, res).catch((error: unknown) => {
      log.error({ err: error }, "the console failed to answer");
      res.destroy();
    });
  };
}

/**
 * Why a change may not come from where it does; null where it may. DESIGN 4.15: next-auth itself does not look. Server
 * actions do, and say it in their own form; a path that merely decodes to next-auth's has no action's header either.
 */
function foreignOrigin(req: IncomingMessage): string | null {
  if (req.method === "GET" || req.method === "HEAD") return null;
  if (req.headers["next-action"] && !pathOf(req).startsWith("/api/")) return null;
  try {
    checkOrigin(new Headers({ origin: req.headers.origin ?? "", ...siteOf(req) }));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "Forbidden.";
  }
}

function siteOf(req: IncomingMessage): Record<string, string> {
  const site = req.headers["sec-fetch-site"];
  return typeof site === "string" ? { "sec-fetch-site": site } : {};
}

/** What Next believes is what we say, whatever the client sent (SECURITY.md W1, W4). */
function replaceRequestHeaders(req: IncomingMessage, nonce: string, policy: string): void {
  for (const name of Object.keys(req.headers)) {
    if (/^x-(middleware|invoke|nonce|forwarded-(host|proto|port))/.test(name)) delete req.headers[name];
  }
  req.headers["content-security-policy"] = policy;
  req.headers["x-nonce"] = nonce;
  req.headers[socketAddressHeader] = req.socket.remoteAddress ?? "";
  if (!env().publicUrlIsSet) return;
  const { host, protocol } = new URL(env().PUBLIC_URL);
  req.headers["x-forwarded-host"] = host;
  req.headers["x-forwarded-proto"] = protocol.slice(0, -1);
}

/**
 * Ends when the last request does. The port is given up at once, because a balancer asks another node where it is refused;
 * what it sends over a kept connection it cannot always repeat, so such a connection is closed by an answer, and by us only
 * where none was asked for.
 * @param closeByAnswers is called when nobody connects any more: else who was just closed would come again to the door.
 */
async function drain(
  server: Server,
  lingerMs: number,
  isLast: Promise<void>,
  closeByAnswers: () => void,
): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), drainSecondsMax * 1000);
  // Not http's own close, which cuts kept connections.
  const closed = isLast
    .then(() => whenNobodyWaits(server))
    .then(() => new Promise<void>((resolve) => void NetServer.prototype.close.call(server, () => resolve())));
  const within = (ms: number) => Promise.race([closed, new Promise((resolve) => setTimeout(resolve, ms))]);
  await within(lingerMs * 0.2);
  closeByAnswers();
  await within(lingerMs * 0.8);
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

/**
 * Ends right after a short turn of the event loop in which nobody was let in, at the latest after `waitMsMax`: node lets one in a
 * turn, and whoever still waits at the door when the port is given up is cut, with what he has asked.
 */
async function whenNobodyWaits(server: Server): Promise<void> {
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
  const start = performance.now();
  let lastLetIn = start;
  const note = () => {
    lastLetIn = performance.now();
  };
  server.on("connection", note);
  // The turn under way may have passed the door already.
  await nextTurn();
  let turn: number;
  do {
    turn = performance.now();
    await nextTurn();
  } while ((lastLetIn >= turn || performance.now() - turn > shortTurnMs) && turn - start < waitMsMax);
  server.off("connection", note);
}
