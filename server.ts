import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import next from "next";
import { buildApi } from "@/lib/api/app";
import { isApiPath } from "@/lib/api/paths";
import { socketAddressHeader } from "@/lib/client-address";
import { db } from "@/lib/db";
import { closeMail } from "@/lib/email/send-mail";
import { env } from "@/lib/env";
import { startJobs } from "@/lib/jobs/start-jobs";
import { log } from "@/lib/log";
import { checkOrigin } from "@/lib/web/check-origin";
import { consoleHeaders, contentSecurityPolicy, makeNonce, strictTransport } from "@/lib/web/security-headers";

const drainSecondsMax = 20;

/**
 * Serves both doors on one server: the API's paths by Fastify, all others by Next.
 * @param server listens already; its listeners are replaced when the doors are ready.
 * @param directory the project's, for Next.
 * @returns stop: no new connections and no new jobs, what is under way is finished (20 s at most), then the pools are closed.
 */
export async function startServer(server: Server, directory: string): Promise<() => Promise<void>> {
  const dev = env().NODE_ENV === "development";
  // Next listens for upgrades, and Node then hands over every request that offers one (Java's clients offer h2c): only
  // development needs that, so in production it listens where nobody calls.
  const app = next({ dev, dir: directory, httpServer: dev ? server : createServer(), port: env().PORT });
  const [api] = await Promise.all([buildApi(), app.prepare()]);
  await api.ready();
  const stopJobs = startJobs();
  const handleConsole = consoleHandler(app.getRequestHandler());
  const transport = strictTransport();
  let stopping = false;
  server.removeAllListeners("request");
  server.on("request", (req, res) => {
    if (stopping) res.shouldKeepAlive = false;
    if (!isApiPath(pathOf(req))) return handleConsole(req, res);
    for (const [name, value] of transport) res.setHeader(name, value);
    if (!api.fastLane(req, res)) api.routing(req, res);
  });
  return async () => {
    stopping = true;
    const jobsStopped = stopJobs();
    await drain(server);
    await Promise.allSettled([app.close(), api.close(), jobsStopped]);
    closeMail();
    await db().$disconnect();
  };
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

/** Ends when the last request does. Connections that fall idle meanwhile are closed, or a balancer would keep them open. */
function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    const cut = setTimeout(() => server.closeAllConnections(), drainSecondsMax * 1000);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve();
    });
  });
}
