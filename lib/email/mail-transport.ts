import { createTransport } from "nodemailer";
import { type Refusal, refusalOf } from "./refusal-words";

export type OutgoingMail = { to: string; message_id: string; subject: string; html: string; text: string };
export type SendResult = { ok: true } | ({ ok: false } & Refusal);

/** In milliseconds: until a connection stands, until the greeting, of silence, and of a whole attempt. */
export type MailLimits = { connectMs: number; greetingMs: number; silenceMs: number; attemptMs: number };
export const mailLimits: MailLimits = { connectMs: 10_000, greetingMs: 10_000, silenceMs: 20_000, attemptMs: 45_000 };

const connectionsMax = 5;
const localHosts = ["localhost", "127.0.0.1", "::1"];

/**
 * Connections to one mail server, five at most. TLS is used where it is offered and its certificate is always verified; a password
 * goes to another machine by TLS alone.
 * @param settings.url `smtp://` or `smtps://` with user and password, both percent-encoded.
 */
export function openMailTransport(settings: { url: string; from: string; limits?: MailLimits }) {
  const { url, from, limits = mailLimits } = settings;
  const server = serverOf(url);
  const transport = createTransport({
    ...{ pool: true, maxConnections: connectionsMax, ...server },
    // The outbox alone repeats a mail: what was cut after the final dot may have arrived.
    maxRequeues: 0,
    ...{ connectionTimeout: limits.connectMs, greetingTimeout: limits.greetingMs, socketTimeout: limits.silenceMs },
    ...{ dnsTimeout: limits.connectMs, disableFileAccess: true, disableUrlAccess: true },
  });
  const secrets = secretsOf(server.auth);
  return {
    send: async ({ to, message_id: messageId, subject, html, text }: OutgoingMail): Promise<SendResult> => {
      try {
        await transport.sendMail({
          ...{ from, to: { name: "", address: to }, subject, html, text, messageId, xMailer: false },
          headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
          // A server that trickles its answers is never silent; the end of the attempt closes its connection alone.
          signal: AbortSignal.timeout(limits.attemptMs),
        });
        return { ok: true };
      } catch (error) {
        return { ok: false, ...refusalOf(error, secrets) };
      }
    },
    /** Ends all connections, those under way too. */
    close: () => transport.close({ force: true }),
  };
}
export type MailTransport = ReturnType<typeof openMailTransport>;

type SignIn = { user: string; pass: string };

function serverOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const secure = protocol === "smtps:";
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined;
  return {
    ...{ host, port: port ? Number(port) : secure ? 465 : 587, secure, auth },
    requireTLS: !secure && auth !== undefined && !localHosts.includes(host),
  };
}

/** The password in every form in which it goes over the line (RFC 4616, RFC 4954). */
function secretsOf(auth: SignIn | undefined): string[] {
  if (!auth?.pass) return [];
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const { user, pass } = auth;
  return [base64(`\0${user}\0${pass}`), base64(pass), encodeURIComponent(pass), pass];
}
