/** What nodemailer's errors carry. */
type SmtpError = Error & {
  code?: string;
  originalCode?: string;
  command?: string;
  response?: string;
  responseCode?: number;
  cause?: unknown;
};

/** `code` is SMTP's, or the system's where no server spoke: what the log may have. */
export type Refusal = { error: string; code: string; permanent: boolean };

/** What says that we may not send, not that this one cannot be reached: RFC 4954 section 6 and RFC 3463 class 5.7. */
const aboutUs = /^(530|534|535|538)\b|^\d{3}[ -]5\.7\./;
const certificate = /CERT|SELF_SIGNED|ISSUER|UNABLE_TO_VERIFY|ALTNAME|TLS|SSL/i;

/**
 * Why a mail was not taken: the server's own words with its code, or ours where it said nothing.
 * Permanent is only what the server says for good of this recipient (RCPT TO) or of this message (after DATA).
 * @param secrets what the words must not repeat, whoever wrote them.
 */
export function refusalOf(error: unknown, secrets: readonly string[]): Refusal {
  const { code = "", originalCode, command, response, responseCode = 0 } = error as SmtpError;
  if (!response) {
    const cause = originalCode ?? code;
    return { error: silenceWords(error as SmtpError, cause), code: cause || "unknown", permanent: false };
  }
  const words = secrets.reduce((text, secret) => text.replaceAll(secret, "…"), response.replace(/\s+/g, " ").trim());
  const isRecipient = code === "EENVELOPE" && command === "RCPT TO" && !aboutUs.test(response);
  const isMessage = code === "EMESSAGE" && command === "DATA";
  const permanent = responseCode >= 500 && responseCode < 600 && (isRecipient || isMessage);
  return { error: words, code: String(responseCode || code), permanent };
}

function silenceWords({ name, code, message }: SmtpError, cause: string): string {
  if (name === "AbortError" || code === "ABORT_ERR") return "The mail server took too long; the attempt was given up.";
  if (certificate.test(`${cause} ${code} ${message}`)) {
    return `The mail server offers no TLS connection that can be trusted${inBrackets(cause)}.`;
  }
  if (code === "ETIMEDOUT") return "The mail server did not answer in time (ETIMEDOUT).";
  if (code === "EAUTH") return "The mail server took no sign-in (EAUTH).";
  if (code === "ECONNECTION")
    return "The connection to the mail server ended before the mail was accepted (ECONNECTION).";
  return `The mail server cannot be reached${inBrackets(cause)}.`;
}

const inBrackets = (code: string) => (code ? ` (${code})` : "");
