import { once } from "node:events";
import { connect } from "node:net";

export type RawResponse = { status: number; headers: Record<string, string>; body: string };

/** Sends these very bytes and reads the answer to its end; the bytes must ask for `Connection: close`. */
export async function rawRequest(port: number, bytes: string): Promise<RawResponse> {
  const socket = connect(port, "127.0.0.1");
  socket.write(Buffer.from(bytes, "latin1"));
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  await once(socket, "close");
  const [head = "", body = ""] = Buffer.concat(chunks).toString("latin1").split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(":")[0]?.toLowerCase(), line.replace(/^[^:]*: ?/, "")]),
  );
  return { status: Number(statusLine.split(" ")[1]), headers, body };
}
