import { createServer, type Server } from "node:http";
import { StartError } from "./start-error";

/** The server that will have the doors; until they are ready every request is answered 503. */
export function makeServer(): Server {
  // Slow clients: 10 s for the headers, 30 s for all of a request; longer than a proxy keeps its idle connections.
  const limits = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };
  return createServer({ ...limits, keepAliveTimeout: 75_000 }, (_req, res) => {
    res.writeHead(503, { "Retry-After": "1", "Content-Type": "text/plain", Connection: "close" });
    res.end("Watchword is starting.\n");
  });
}

/**
 * Takes the port.
 * @throws StartError where the port is taken or not ours to take
 */
export function bindPort(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new StartError(explain(error, port))));
    server.listen(port, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

function explain({ code, message }: NodeJS.ErrnoException, port: number): string {
  if (code === "EADDRINUSE") return `Port ${port} is taken by another program: end it, or choose another port by PORT.`;
  if (code === "EACCES") return `Port ${port} may not be used by this user: choose one above 1023 by PORT.`;
  return `Port ${port} cannot be used: ${message}`;
}
