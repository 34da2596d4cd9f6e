import { createServer, type Server } from "node:http";
import { StartError } from "./start-error";

/**
 * Takes the port before any work is done for it; until the doors are ready every request is answered 503.
 * @throws StartError where the port is taken or not ours to take
 */
export function bindPort(port: number): Promise<Server> {
  // Slow clients: 10 s for the headers, 30 s for all of a request; longer than a proxy keeps its idle connections.
  const limits = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };
  const server = createServer({ ...limits, keepAliveTimeout: 75_000 });
  server.on("request", (_req, res) => {
    res.writeHead(503, { "Retry-After": "1", "Content-Type": "text/plain", Connection: "close" });
    res.end("Watchword is starting.\n");
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new StartError(explain(error, port))));
    server.listen(port, () => {
      server.removeAllListeners("error");
      resolve(server);
    });
  });
}

function explain({ code, message }: NodeJS.ErrnoException, port: number): string {
  if (code === "EADDRINUSE") return `Port ${port} is taken by another program: end it, or choose another port by PORT.`;
  if (code === "EACCES") return `Port ${port} may not be used by this user: choose one above 1023 by PORT.`;
  return `Port ${port} cannot be used: ${message}`;
}
