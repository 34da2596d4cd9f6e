import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { StartError } from "./start-error";

/**
 * Finds out before any work is done for it whether the port can be had. It is not kept meanwhile: a balancer asks another
 * node where it is refused, and waits, or believes a 503, where it is not.
 * @throws StartError where the port is taken or not ours to take
 */
export async function checkPort(port: number): Promise<void> {
  const probe = createServer();
  await bindPort(probe, port);
  probe.close();
  await once(probe, "close");
}

/**
 * Lets the server listen.
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
