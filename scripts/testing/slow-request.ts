import { once } from "node:events";
import { connect } from "node:net";

/**
 * A POST that is in flight: its head has arrived, its body is not sent yet.
 * @param headers more than the few that every request has
 * @returns finish: sends the body and gives back all that was answered
 */
export async function slowRequest(port: number, path: string, body: string, headers: Record<string, string>) {
  const socket = connect(port, "localhost");
  let received = "";
  socket.on("data", (chunk) => (received += chunk)).on("error", (error) => (received += error.message));
  const all = { Host: `localhost:${port}`, "Content-Length": body.length, Expect: "100-continue", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.write([`POST ${path} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
  // The server has the request: it asks for the rest.
  while (!received.includes("100 Continue")) await once(socket, "data");
  const finish = async () => {
    socket.write(body);
    if (!socket.closed) await once(socket, "close");
    return received;
  };
  return { finish };
}
