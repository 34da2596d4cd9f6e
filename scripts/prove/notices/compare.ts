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

/** Compares what the mail server took with what was to be told. @returns what is wrong, a sentence each, and the figures. */
export async function compare(
  client: Client,
  expected: Expected,
  { received, refused }: { received: Received[]; refused: { recipient: string }[] },
  killed: ReadonlySet<number>,
) {
  const notices = await readNotices(client);
  const at = new Map<string, Date>();
  const wrong = [
    ...received.flatMap(checkMail(notices, expected, at)),
    ...checkExpected(notices, expected, at),
    ...duplicates(received, killed),
  ];
  const repeated = repeatedOf(received).length;
  return { wrong, expected: expected.size, told: at.size, refused: refused.length, repeated };
}

/** That a mail names what it tells, and tells what is true and due. @param at gets when each notice was received first. */
function checkMail(notices: Notice[], expected: Expected, at: Map<string, Date>) {
  const byMail = new Map<string, Notice[]>(notices.map(({ messageId }) => [messageId, []]));
  for (const notice of notices) byMail.get(notice.messageId)?.push(notice);
  return (mail: Received): string[] => {
    const told = byMail.get(mail.messageId.slice(1).split("@")[0] ?? "") ?? [];
    if (told.length === 0) return [`a mail to ${mail.recipient} is nobody's: ${mail.messageId}`];
    const named = told.filter(({ name }) => mail.text.includes(name));
    const unnamed = told.filter((one) => !one.cancelled && !named.includes(one) && !mail.cut);
    // Of a name that is there twice, what was cancelled was not meant.
    const isMeant = (one: Notice) =>
      !one.cancelled || !named.some(({ name, cancelled }) => name === one.name && !cancelled);
    return [
      ...unnamed.map(({ name }) => `${name} is not in the mail to ${mail.recipient}`),
      ...named.filter(isMeant).flatMap(({ key }) => {
        if (!at.has(key)) at.set(key, mail.at);
        return untimely(key, mail.at, expected.get(key));
      }),
    ];
  };
}

function untimely(key: string, at: Date, plan: ReturnType<Expected["get"]>): string[] {
  if (!plan) return [`not expected at ${at.toISOString()}: ${key}`];
  if (at < plan.due) return [`too early: ${key}`];
  return plan.staleAt && at > plan.staleAt ? [`no longer true when it was sent: ${key}`] : [];
}

/** That all was received but what stopped being true before, and what the server refuses for good. */
function checkExpected(notices: Notice[], expected: Expected, at: ReadonlyMap<string, Date>): string[] {
  const byKey = new Map(notices.map((notice) => [notice.key, notice]));
  return [...expected].flatMap(([key, { staleAt }]) => {
    const notice = byKey.get(key);
    const isBad = key.includes("| bad-");
    if (isBad && at.has(key)) return [`a refused address received: ${key}`];
    if (at.has(key) || (staleAt && (!notice || notice.cancelled)) || (isBad && notice?.state === "failed")) return [];
    return [`lost: ${key} (${notice ? `${notice.state}, cancelled: ${notice.cancelled}` : "never written"})`];
  });
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
    .map((mails) => `twice without a reason: ${mails[0]?.messageId} at ${mails.map(({ at }) => at.toISOString())}`);
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
