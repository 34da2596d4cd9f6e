import { type SmtpAnswer, scriptedSmtp } from "@/lib/testing/scripted-smtp";

/** A mail that came; `cut`: the line was cut after the final dot, before the answer. */
export type Received = { messageId: string; recipient: string; at: Date; text: string; cut: boolean };

export type Weather = {
  /** Who comes is sent away. */
  isDown: () => boolean;
  /** The fate of a mail; it is cut off before it is there, or after its final dot. */
  fate: (recipient: string) => "accept" | "greylist" | "reject" | "cut before" | "cut after the dot";
};

const atRecipient: Partial<Record<ReturnType<Weather["fate"]>, SmtpAnswer>> = {
  greylist: "451 4.7.1 Greylisted, please try again later",
  reject: "550 5.1.1 No such user here",
  "cut before": "cut",
};

/** The mail server of all people, with its weather, and all that it took. */
export async function mailbox(weather: Weather, now: () => Date) {
  const received: Received[] = [];
  const refused: { recipient: string }[] = [];
  const isCut = new Map<string, boolean>();
  const server = await scriptedSmtp();
  server.script(({ step, address, mail }) => {
    const recipient = address ?? "";
    if (step === "connect") return weather.isDown() ? "421 4.3.2 Down for maintenance" : "accept";
    if (step === "rcpt") {
      const fate = weather.fate(recipient);
      isCut.set(recipient, fate === "cut after the dot");
      if (fate === "reject") refused.push({ recipient });
      return atRecipient[fate] ?? "accept";
    }
    if (step !== "dot" || mail === null) return "accept";
    const cut = isCut.get(recipient) ?? false;
    received.push({ ...parse(mail), recipient, at: now(), cut });
    return cut ? "cut" : "accept";
  });
  return { url: server.url, received, refused, close: server.close };
}

/** The Message-ID, and the text with its soft line breaks undone. */
function parse(raw: string): { messageId: string; text: string } {
  const messageId = raw.match(/^Message-ID: *(<[^>]+>)/im)?.[1] ?? "";
  const text = raw
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { messageId, text };
}
