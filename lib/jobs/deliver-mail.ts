import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Caller } from "@/lib/core/context";
import { type ClaimedDelivery, claimDelivery } from "@/lib/core/delivery/claim-delivery";
import { composeDeliveries } from "@/lib/core/delivery/compose-deliveries";
import { type DeliveryOutcome, settleDelivery } from "@/lib/core/delivery/settle-delivery";
import type { Told } from "@/lib/core/notice/notice-kinds";
import { sendMail } from "@/lib/email/send-mail";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

const lanesMax = 5;
const settleAttemptsMax = 5;
const settlePauseMs = 1000;

/** How a mail goes out; undefined: there is no mail server, and the console shows it instead. */
export type Send = typeof sendMail | undefined;

/**
 * The outbox: puts what is told into mails and sends them, five at once, until none is due. What is begun when the signal comes is
 * finished. Any number of nodes and lanes may run: a mail is claimed by one at a time, and who lost his lease writes nothing.
 */
export async function deliverMail(
  signal: AbortSignal,
  send: Send = env().SMTP_URL ? sendMail : undefined,
): Promise<void> {
  await composeDeliveries(asJob(), {});
  const ends = await Promise.allSettled(Array.from({ length: lanesMax }, () => runLane(signal, send)));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

async function runLane(signal: AbortSignal, send: Send): Promise<void> {
  while (!signal.aborted) {
    const { claimed, cancelled } = await claimDelivery(asJob(), {});
    if (claimed) await deliver(claimed, send);
    else if (!cancelled) return;
  }
}

async function deliver(delivery: ClaimedDelivery, send: Send): Promise<void> {
  const { id, lease_id, notice_ids } = delivery;
  const mails = await write(delivery);
  const outcome = mails ? await attempt(delivery, mails.sent, send) : unwritable;
  await settle({ id, lease_id, notice_ids, mail: mails?.kept ?? null, outcome });
}

/** The mail may be out: a database that is away for a moment must not send it twice. */
async function settle(input: Parameters<typeof settleDelivery>[1]): Promise<void> {
  for (let left = settleAttemptsMax - 1; ; left--) {
    try {
      await settleDelivery(asJob(), input);
      return;
    } catch (error) {
      if (left === 0) throw error;
      await pause(settlePauseMs);
    }
  }
}

const unwritable: DeliveryOutcome = { state: "failed", error: "This mail could not be written.", permanent: true };

/** As it is sent, and as it is kept: there no link has its token. */
async function write({ id, told, now }: ClaimedDelivery) {
  try {
    // Only now: what renders takes most of a second to load.
    const { renderMail } = await import("@/lib/email/render-mail");
    const setting = { now: new Date(now), publicUrl: env().PUBLIC_URL };
    const sent = await renderMail({ ...setting, told });
    const kept = told.some(hasToken) ? await renderMail({ ...setting, told: told.map(withoutToken) }) : sent;
    return { sent, kept };
  } catch (error) {
    // Without its message, which may hold what the mail would have said.
    log.error({ delivery: id, reason: error instanceof Error ? error.name : "unknown" }, "a mail could not be written");
    return null;
  }
}

const hasToken = (told: Told) => "token" in told && told.token !== null;
const withoutToken = (told: Told): Told => ("token" in told ? { ...told, token: null } : told);

type Written = { subject: string; html: string; text: string };

async function attempt(delivery: ClaimedDelivery, mail: Written, send: Send): Promise<DeliveryOutcome> {
  const { id, recipient: to, message_id, problem } = delivery;
  if (problem) return { state: "failed", error: problem, permanent: false };
  if (!send) return { state: "sent", channel: "console" };
  const result = await send({ to, message_id, ...mail });
  if (result.ok) return { state: "sent", channel: "mail" };
  const { error, code, permanent } = result;
  log.warn({ delivery: id, code }, "a mail was not accepted");
  return { state: "failed", error, permanent };
}

/** Each command is a request of its own. */
const asJob = (): Caller => ({
  actor: { type: "system", job: "delivery.send" },
  request: { id: randomUUID(), address: null, agent: null },
});
