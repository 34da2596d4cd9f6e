import { once } from "node:events";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

export type Received = { messageId: string; recipient: string; at: Date; text: string; cut: boolean };

export type Weather = {
  /** Nobody answers on the port. */
  isDown: () => boolean;
  /** The fate of a mail. */
  fate: (recipient: string) => "accept" | "greylist" | "reject" | "cut after the dot" | "stall";
};

/** An SMTP server with a script, and all that it took: a real one, on a port of its own. */
export async function mailbox(weather: Weather, now: () => Date) {
  const received: Received[] = [];
  const refused: { recipient: string; at: Date }[] = [];
  const fates = new Map<string, ReturnType<Weather["fate"]>>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onConnect: (_session, done) => (weather.isDown() ? done(smtpError(421, "Down for maintenance")) : done()),
    onRcptTo: ({ address }, session, done) => {
      const fate = weather.fate(address);
      fates.set(session.id, fate);
      if (fate === "greylist") return done(smtpError(451, "4.7.1 Greylisted, please try again later"));
      if (fate !== "reject") return done();
      refused.push({ recipient: address, at: now() });
      done(smtpError(550, "5.1.1 No such user here"));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const fate = fates.get(session.id);
        if (fate === "stall") return hangUp(session);
        const mail = parse(Buffer.concat(chunks).toString("utf8"));
        const recipient = session.envelope.rcptTo[0]?.address ?? "";
        const cut = fate === "cut after the dot";
        received.push({ ...mail, recipient, at: now(), cut });
        if (cut) return hangUp(session);
        done(null, "2.0.0 Queued");
      });
    },
  });
  // A line that is cut is what this server is for.
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const sockets = new Map<string, { destroy(): void }>();
  server.server.on("connection", (socket) => {
    sockets.set(`${socket.remotePort}`, socket);
    socket.on("error", () => undefined);
  });
  const hangUp = ({ remotePort }: SMTPServerSession) => sockets.get(`${remotePort}`)?.destroy();
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${port}`, received, refused, close };
}

const smtpError = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

/** The Message-ID and the text part, soft line breaks undone. */
function parse(raw: string): { messageId: string; text: string } {
  const messageId = raw.match(/^Message-ID: *(<[^>]+>)/im)?.[1] ?? "";
  const text = raw
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { messageId, text };
}
