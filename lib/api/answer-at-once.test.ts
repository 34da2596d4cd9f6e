import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerAtOnce } from "./answer-at-once";
import { atEndOfTurn } from "./at-end-of-turn";

const body = '{"status":"success"}';
const linesOf = (url = "") => `x-url: ${url}\r\nx-moment: 12:00:00 GMT: now\r\n`;
const headersOf = (url = "") => ["x-url", url, "x-moment", "12:00:00 GMT: now", "content-length", String(body.length)];
/** As where `strict-transport-security` stands in every answer. */
const setBefore = ({ url }: IncomingMessage, response: ServerResponse) => {
  if (url === "/2") response.setHeader("X-Set-Before", "yes");
};
const atOnce: RequestListener = (request, response) => {
  setBefore(request, response);
  answerAtOnce(request, response, 200, linesOf(request.url), body);
};
const asNodeDoes: RequestListener = (request, response) => {
  setBefore(request, response);
  response.writeHead(200, headersOf(request.url)).end(body);
};
/** As where the database had to be asked first. */
const later: RequestListener = (request, response) => void setImmediate(() => atOnce(request, response));

/** As from memory: with all that came in with the same turn. */
const together: RequestListener = (request, response) => atEndOfTurn(() => atOnce(request, response));

const servers = [atOnce, later, together, asNodeDoes].map((listener) => createServer(listener));
const [ours, afterwards, ofOneTurn, nodes] = servers as [Server, Server, Server, Server];
beforeAll(() => Promise.all(servers.map((server) => once(server.listen(0, "127.0.0.1"), "listening"))));
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

/** What comes back until the server closes the connection. */
async function answersOf(server: Server, pieces: string[]): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").setNoDelay();
  let all = "";
  socket.on("data", (chunk) => {
    all += chunk;
  });
  const closed = once(socket, "close");
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await closed;
  return all.replace(
    /^Date: (.*)\r\n/gm,
    (_line, date) => `Date is right: ${Math.abs(Date.parse(date) - Date.now()) < 2000}\r\n`,
  );
}

const get = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
const last = get("/last", "Connection: close\r\n");
const conversations: Record<string, string[]> = {
  "one after another": [get("/1"), get("/2"), last],
  "all at once": [get("/1") + get("/2") + get("/3") + last],
  "cut in the middle of a line": (get("/1") + get("/2") + last).match(/[\s\S]{1,7}/g) ?? [],
  "a body that nobody reads": [`${get("/1", "Content-Length: 5\r\n")}hello`, get("/2"), last],
  "a body that comes later": [get("/1", "Content-Length: 5\r\n"), "hel", "lo", get("/2") + last],
  "a body in chunks": [`${get("/1", "Transfer-Encoding: chunked\r\n")}5\r\nhello\r\n0\r\n\r\n${get("/2")}`, last],
  "HTTP/1.0": ["GET /1 HTTP/1.0\r\n\r\n"],
  "HTTP/1.0 that is kept": ["GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", last],
  "one that expects to be told to go on": [get("/1", "Expect: 100-continue\r\nContent-Length: 2\r\n"), `ok${last}`],
};

test.each(Object.keys(conversations))(
  "what is answered at once is, byte for byte, what Node answers: %s",
  async (name) => {
    const pieces = conversations[name] as string[];
    const wanted = await answersOf(nodes, pieces);
    expect(wanted, "Node itself answered nothing").toContain(body);
    expect(await answersOf(ours, pieces), "a client would lose an answer, or get another one's").toBe(wanted);
    expect(await answersOf(afterwards, pieces), "and where it came a moment later").toBe(wanted);
    expect(await answersOf(ofOneTurn, pieces), "and where several went out together").toBe(wanted);
  },
);

test("what is garbage after an answer at once is refused as Node refuses it", async () => {
  const pieces = [get("/1"), "\0garbage\r\n\r\n"];
  expect(await answersOf(ours, pieces)).toBe(await answersOf(nodes, pieces));
});

test("a head and its body leave in one write", async () => {
  const writes: string[] = [];
  const server = createServer((request, response) => {
    const { socket } = response;
    const write = socket?.write;
    if (socket)
      socket.write = ((chunk: string, ...rest: []) => {
        writes.push(chunk);
        return write?.call(socket, chunk, ...rest);
      }) as typeof socket.write;
    atOnce(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  await answersOf(server, [get("/1"), last]);
  server.close();
  expect(writes[0]).toContain(`\r\n\r\n${body}`);
  expect(writes[1], "every answer costs a second write").toContain("x-url: /last");
});

test("a request without a body is not read to its end, one with a body is, and the connection serves the next one", async () => {
  const events: string[] = [];
  const server = createServer((request, response) => {
    for (const event of ["end", "close"]) request.on(event, () => events.push(`${request.url} ${event}`));
    atOnce(request, response);
    if (request.url === "/2") expect(request.readableEnded, "its connection would remember it").toBe(true);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const withBody = `${get("/body", "Content-Length: 5\r\n")}hello`;
  const answers = await answersOf(server, [get("/1"), withBody, get("/2"), last]);
  server.close();
  expect(answers.split(body).length - 1).toBe(4);
  expect(events, "each answer pays for a stream that nobody reads, or a body is not taken off the connection").toEqual([
    "/body end",
    "/body close",
  ]);
});
