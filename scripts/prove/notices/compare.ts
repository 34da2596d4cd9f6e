import type { Client } from "pg";
import { type Expected, keyOf } from "./expected";
import type { Received } from "./mailbox";

type Notice = {
  key: string;
  messageId: string;
  name: string;
  cancelled: boolean;
  state: string | null;
};

/** Compares what the mail server took with what was to be told. @returns what is wrong, a sentence each. */
export async function compare(
  client: Client,
  expected: Expected,
  { received, refused }: { received: Received[]; refused: { recipient: string }[] },
  killed: ReadonlySet<number>,
) {
  const notices = await readNotices(client);
  const wrong: string[] = [];
  const at = new Map<string, Date>();
  for (const mail of received) {
    const told = notices.filter(({ messageId }) => mail.messageId.startsWith(`<${messageId}@`));
    if (told.length === 0) wrong.push(`a mail to ${mail.recipient} is nobody's: ${mail.messageId}`);
    const named = told.filter(({ name }) => mail.text.includes(name));
    for (const { name, cancelled } of told) {
      if (!cancelled && !mail.text.includes(name) && !mail.cut)
        wrong.push(`${name} is not in the mail to ${mail.recipient}`);
    }
    const sure = named.filter(
      ({ name, cancelled }) => !cancelled || !named.some((o) => o.name === name && !o.cancelled),
    );
    for (const { key } of sure) {
      if (!at.has(key)) at.set(key, mail.at);
      const plan = expected.get(key);
      if (!plan) wrong.push(`not expected: ${key}`);
      else if (mail.at < plan.due) wrong.push(`too early: ${key}`);
      else if (plan.staleAt && mail.at > plan.staleAt) wrong.push(`no longer true when it was sent: ${key}`);
    }
  }
  const byKey = new Map(notices.map((notice) => [notice.key, notice]));
  for (const [key, { staleAt }] of expected) {
    const notice = byKey.get(key);
    const isBad = key.includes("| bad-");
    if (isBad && at.has(key)) wrong.push(`a refused address received: ${key}`);
    if (at.has(key) || (staleAt && (!notice || notice.cancelled))) continue;
    if (isBad && notice?.state === "failed") continue;
    wrong.push(`lost: ${key} (${notice ? `${notice.state}, cancelled: ${notice.cancelled}` : "never written"})`);
  }
  wrong.push(...duplicates(received, killed));
  return {
    wrong,
    expected: expected.size,
    told: at.size,
    refused: refused.length,
    repeated: repeatedOf(received).length,
  };
}

const repeatedOf = (received: Received[]): Received[][] => {
  const byId = new Map<string, Received[]>();
  for (const mail of received) byId.set(mail.messageId, [...(byId.get(mail.messageId) ?? []), mail]);
  return [...byId.values()].filter((mails) => mails.length > 1);
};

/** A mail may come twice only where the line was cut after the final dot, by the server or by the end of the worker. */
function duplicates(received: Received[], killed: ReadonlySet<number>): string[] {
  return repeatedOf(received)
    .filter((mails) => mails.slice(0, -1).some(({ cut, at }) => !cut && !killed.has(at.getTime())))
    .map(([mail]) => `twice without a reason: ${mail?.messageId} to ${mail?.recipient}`);
}

async function readNotices(client: Client): Promise<Notice[]> {
  const { rows } = await client.query(`
    SELECT n.subject_id, n.kind, n.day, n.occurrence, n.recipient, n.subject_name, n.cancelled_at, n.delivery_id, d.state
    FROM notice n LEFT JOIN delivery d ON d.id = n.delivery_id`);
  return rows.map((row) => ({
    key: keyOf(row.subject_id, row.kind, row.day, row.occurrence, row.recipient),
    messageId: row.delivery_id ?? "none",
    name: row.subject_name,
    cancelled: row.cancelled_at !== null,
    state: row.state,
  }));
}
