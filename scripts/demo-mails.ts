import { randomUUID } from "node:crypto";

/** The partner whose mailbox is gone, so that the demo shows a mail that failed. */
const goneMailbox = "api@ember.example";

/**
 * The demo's mails, by the sweep and the outbox themselves: what was told of the users' passcodes three weeks ago, and what is due
 * today. The mail server is played.
 */
export async function sendMails(accountId: string): Promise<void> {
  const { db } = await import("@/lib/db");
  const { deliverMail } = await import("@/lib/jobs/deliver-mail");
  const { sweepNotices } = await import("@/lib/core/notice/sweep-notices");
  const signal = new AbortController().signal;
  const deliver = () =>
    deliverMail(signal, async ({ to }) =>
      to === goneMailbox
        ? {
            ok: false,
            error: `550 5.1.1 <${to}>: Recipient address rejected: User unknown`,
            code: "550",
            permanent: true,
          }
        : { ok: true },
    );
  await deliver();
  await db().$executeRaw`
    UPDATE delivery SET created_at = created_at - interval '21 days', sent_at = sent_at - interval '21 days'
    WHERE account_id = ${accountId}::uuid`;
  // As if the ends had been set when the passcodes were made: their dates were moved too.
  await db().$executeRaw`UPDATE passcode SET expires_set_at = created_at WHERE account_id = ${accountId}::uuid`;
  await sweepNotices(
    { actor: { type: "system", job: "demo" }, request: { id: randomUUID(), address: null, agent: null } },
    {},
  );
  await deliver();
}
