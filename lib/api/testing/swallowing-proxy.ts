import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server on which requests arrive and answers get lost. */
export async function swallowingProxy(port: number) {
  const sockets = new Set<Socket>();
  let tellAnswered: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    tellAnswered = resolve;
  });
  const server = createServer((client) => {
    const upstream = connect(port, "localhost");
    client.on("data", (bytes) => upstream.write(bytes));
    upstream.on("data", () => tellAnswered());
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
    }
    upstream.on("close", () => client.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** When the server has answered, which nobody hears. */
    answered,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
