import { connect, type Server } from "node:net";
import { StartError } from "./start-error";

/**
 * Finds out before any work is done for it whether somebody has the port, by knocking: whoever took it for a moment to find out
 * would let in a balancer's request and lose it.
 * @throws StartError where somebody answers there
 */
export async function checkPort(port: number): Promise<void> {
  const socket = connect({ port, host: "localhost" });
  const isTaken = await new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  });
  socket.destroy();
  if (isTaken) throw new StartError(taken(port));
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
  if (code === "EADDRINUSE") return taken(port);
  if (code === "EACCES") return `Port ${port} may not be used by this user: choose one above 1023 by PORT.`;
  return `Port ${port} cannot be used: ${message}`;
}

const taken = (port: number) => `Port ${port} is taken by another program: end it, or choose another port by PORT.`;
