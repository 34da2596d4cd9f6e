import { env } from "@/lib/env";
import { type MailTransport, type OutgoingMail, openMailTransport, type SendResult } from "./mail-transport";

let open: MailTransport | undefined;

/**
 * Sends one mail to one address by the server of `SMTP_URL`; an attempt takes at most 45 s.
 * @param mail.to an address, never read as a list. @param mail.message_id with its angle brackets.
 * @returns whether the server took it; else its own words with its code, and whether it refused this address or mail for good.
 * @throws Error where there is no mail server.
 */
export function sendMail(mail: OutgoingMail): Promise<SendResult> {
  const { SMTP_URL: url, MAIL_FROM: from } = env();
  if (!url) throw new Error("there is no mail server");
  open ??= openMailTransport({ url, from });
  return open.send(mail);
}

/** Ends the connections to the mail server; the next mail opens new ones. */
export function closeMail(): void {
  open?.close();
  open = undefined;
}
