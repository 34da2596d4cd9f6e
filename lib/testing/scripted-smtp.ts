import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

/** Where a session is: it has come, signs in, names the sender, the recipient, or its mail is there to the final dot. */
export type SmtpStep = "connect" | "auth" | "mail" | "rcpt" | "dot";
/** It takes it; refuses with a code and words; says nothing any more; is never done answering; cuts the line. */
export type SmtpAnswer = "accept" | `${4 | 5}${number} ${string}` | "stall" | "trickle" | "cut";
/** What it is told: the sender's address, the recipient's (at the dot too), or user and password with a colon between; the whole mail. */
export type SmtpMoment = { step: SmtpStep; address: string | null; mail: string | null };
export type SmtpScript = (moment: SmtpMoment) => SmtpAnswer;

/** A mail that lies in a mailbox now: taken, or there to the final dot when the line was cut. */
export type ReceivedMail = { from: string; to: string; raw: string };

const trickleMs = 20;

/**
 * A real SMTP server on a free port of this machine that answers as the script says; without one it takes everything.
 * @param options.offersTls it offers STARTTLS, with a certificate that nobody trusts.
 */
export async function scriptedSmtp(options: { offersTls?: boolean } = {}) {
  let answerTo: SmtpScript = () => "accept";
  const received: ReceivedMail[] = [];
  const sockets = new Map<number, Socket>();

  function act(session: SMTPServerSession, moment: SmtpMoment, goOn: (error?: Error | null) => void): void {
    const answer = answerTo(moment);
    const isThere = answer === "accept" || answer === "cut";
    if (moment.mail !== null && isThere) received.push(receivedBy(session, moment.mail));
    const socket = sockets.get(session.remotePort);
    if (answer === "cut") socket?.destroy();
    else if (answer === "trickle" && socket) trickle(socket);
    else if (answer === "accept") goOn();
    else if (answer !== "stall") goOn(refusal(answer));
  }

  const at = (step: SmtpStep, address: string | null = null): SmtpMoment => ({ step, address, mail: null });
  const server = new SMTPServer({
    ...{ authOptional: true, allowInsecureAuth: true, logger: false, closeTimeout: 1 },
    disabledCommands: options.offersTls ? [] : ["STARTTLS"],
    onConnect: (session, done) => act(session, at("connect"), done),
    onAuth: (auth, session, done) =>
      act(session, at("auth", `${auth.username}:${auth.password}`), (error) =>
        done(error, error ? undefined : { user: auth.username }),
      ),
    onMailFrom: ({ address }, session, done) => act(session, at("mail", address), done),
    onRcptTo: ({ address }, session, done) => act(session, at("rcpt", address), done),
    onData: async (stream, session, done) => {
      const mail = await read(stream);
      if (mail !== null) act(session, { step: "dot", address: receivedBy(session, "").to, mail }, done);
    },
  });
  // A client that goes away is a part of the play.
  server.on("error", () => undefined);
  server.server.on("connection", (socket: Socket) => {
    const { remotePort = 0 } = socket;
    sockets.set(remotePort, socket);
    socket.once("close", () => sockets.delete(remotePort));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    script: (script: SmtpScript) => {
      answerTo = script;
    },
    /** Lines that are open. */
    lines: () => sockets.size,
    close: async () => {
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}
export type ScriptedSmtp = Awaited<ReturnType<typeof scriptedSmtp>>;

/** A whole mail, to its final dot; null where the client went away before. */
async function read(stream: AsyncIterable<unknown>): Promise<string | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString();
}

function receivedBy({ envelope }: SMTPServerSession, raw: string): ReceivedMail {
  const from = envelope.mailFrom ? envelope.mailFrom.address : "";
  return { from, to: envelope.rcptTo[0]?.address ?? "", raw };
}

function refusal(answer: string): Error {
  return Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) });
}

/** An answer of many lines that never comes to its last one: the line is not silent, and nothing happens. */
function trickle(socket: Socket): void {
  const timer = setInterval(() => socket.write("250-still at it\r\n"), trickleMs);
  socket.once("close", () => clearInterval(timer));
}
