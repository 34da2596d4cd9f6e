import { connect, type Socket } from "node:net";

export type Answer = { status: number; head: string; body: string };

/** One HTTP connection that is kept: one request at a time, as cheap as can be, for there are a million of them. */
export type Connection = {
  /** @param bytes of `requestBytes`. @throws Error where the connection is lost before the answer is whole. */
  ask(bytes: string): Promise<Answer>;
  close(): void;
};

/** @param port of the server, asked whenever the connection is made anew. */
export function keptConnection(port: () => number): Connection {
  let socket: Socket | null = null;
  let received = "";
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;
  const open = () => {
    const mine = connect(port(), "127.0.0.1").setNoDelay();
    received = "";
    mine.on("data", (bytes) => {
      received += bytes.toString("latin1");
      const answer = wholeAnswer(received);
      if (!answer || !waiting) return;
      received = "";
      const { resolve } = waiting;
      waiting = null;
      resolve(answer);
    });
    mine.on("error", () => undefined);
    mine.on("close", () => {
      if (socket !== mine) return;
      socket = null;
      waiting?.reject(new Error("the connection was lost"));
      waiting = null;
    });
    return mine;
  };
  return {
    ask: (bytes) =>
      new Promise((resolve, reject) => {
        if (waiting) return reject(new Error("one request at a time"));
        waiting = { resolve, reject };
        socket ??= open();
        socket.write(bytes, "latin1");
      }),
    close: () => socket?.destroy(),
  };
}

function wholeAnswer(text: string): Answer | null {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = text.slice(0, end);
  const body = text.slice(end + 4);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return body.length < length ? null : { status: Number(head.slice(9, 12)), head, body };
}

export type Request = { method?: string; path: string; headers?: Record<string, string>; body?: object };

export function requestBytes({ method = "GET", path, headers = {}, body }: Request): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = body ? JSON.stringify(body) : "";
  if (body) lines.push("content-type: application/json\r\n", `content-length: ${text.length}\r\n`);
  return `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${lines.join("")}\r\n${text}`;
}

/** @returns the header's value; null where it is not there. */
export function headerOf({ head }: Answer, name: string): string | null {
  const start = head.toLowerCase().indexOf(`\r\n${name}:`);
  if (start < 0) return null;
  const end = head.indexOf("\r\n", start + 2);
  return head.slice(start + name.length + 3, end < 0 ? undefined : end).trim();
}
