import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { ScriptedSmtp } from "@/lib/testing/scripted-smtp";
import { ownDatabase } from "@/scripts/testing/own-database";

// The outbox is the installation's: what other tests tell would be sent from here.
await ownDatabase();
const { claimDelivery } = await import("@/lib/core/delivery/claim-delivery");
const { composeDeliveries } = await import("@/lib/core/delivery/compose-deliveries");
const { settleDelivery } = await import("@/lib/core/delivery/settle-delivery");
const { tellPeople } = await import("@/lib/core/notice/tell-person");
const { digestSecret } = await import("@/lib/core/secrets");
const { db } = await import("@/lib/db");
const { openMailTransport } = await import("@/lib/email/mail-transport");
const { log } = await import("@/lib/log");
const { scriptedSmtp } = await import("@/lib/testing/scripted-smtp");
const { system } = await import("@/lib/testing/rolled-back");
const { deliverMail } = await import("./deliver-mail");

const limits = { connectMs: 5000, greetingMs: 1000, silenceMs: 1000, attemptMs: 2500 };
const from = "Watchword <watchword@acme.example>";
let server: ScriptedSmtp;
let transport: ReturnType<typeof openMailTransport>;
beforeAll(async () => {
  server = await scriptedSmtp();
  transport = openMailTransport({ url: server.url, from, limits });
});
afterAll(async () => {
  transport.close();
  await server.close();
  await db().$disconnect();
});
beforeEach(async () => {
  server.script(() => "accept");
  server.received.length = 0;
  await db().delivery.deleteMany({});
  await db().notice.deleteMany({});
});

const never = new AbortController().signal;
const run = (signal = never) => deliverMail(signal, (mail) => transport.send(mail));
const origin = { at: "2026-11-26T07:58:12Z", zone: "UTC", address: "192.0.2.7", agent: null };

/** Tells somebody of a sign-in. */
async function tell(recipient: string, facts: object = { ...origin, account: "Northwind" }): Promise<void> {
  const subject = { id: randomUUID(), name: "Ada" };
  const news = { kind: "new_device", subject, occurrence: randomUUID(), recipient, facts } as const;
  await tellPeople(db(), new Date(), [news as never]);
}
const deliveries = () => db().delivery.findMany({ orderBy: { recipient: "asc" } });
/** What waits for another attempt is due now; what is leased to somebody is left to him no longer. */
const makeDue = () => db().$executeRaw`UPDATE delivery SET next_attempt_at = clock_timestamp(), lease_until = NULL`;
const recipients = () => server.received.map(({ to }) => to).sort();

test("what is told is written, sent once, and kept as it was sent", async () => {
  for (const name of ["ada", "bo", "cy", "di", "eve", "fay", "gus"]) await tell(`${name}@acme.test`);
  await run();
  await run();
  expect(recipients()).toEqual(["ada", "bo", "cy", "di", "eve", "fay", "gus"].map((name) => `${name}@acme.test`));
  const rows = await deliveries();
  expect(rows).toHaveLength(7);
  for (const row of rows) {
    expect(row).toMatchObject({ state: "sent", channel: "mail", attempts: 1, error: null, leaseId: null });
    expect(row.subject).toBe("New sign-in from an unknown device");
    expect(row.html).toContain("A sign-in from a new device");
    expect(row.text).toContain("192.0.2.7");
  }
  expect(await db().notice.count({ where: { sentAt: null } })).toBe(0);
});

/** Mails somebody the link for a new password. */
async function tellOfLink(recipient: string, token: string): Promise<void> {
  const now = new Date();
  const { digest, pepperId } = digestSecret(token);
  const data = { purpose: "password_reset" as const, digest, pepperId, createdAt: now, expiresAt: now };
  const { id: occurrence } = await db().mailedLink.create({ data });
  const facts = { ...origin, expires_at: now.toISOString() };
  const subject = { id: randomUUID(), name: "Ada" };
  await tellPeople(db(), now, [{ kind: "password_reset", subject, occurrence, recipient, facts, token }]);
}

test("a link's token is in the mail that is sent and nowhere afterwards", async () => {
  const token = `wwml_${randomUUID()}`;
  await tellOfLink("ada@acme.test", token);
  await run();
  expect(server.received[0]?.raw.replace(/=\r?\n/g, "")).toContain(token);
  const [row] = await deliveries();
  expect(row).toMatchObject({ state: "sent" });
  expect(`${row?.subject}${row?.html}${row?.text}`).not.toContain(token.slice(-12));
  expect(row?.text).toContain("/reset-password#…");
  expect(await db().notice.findFirstOrThrow()).toMatchObject({ sealed: null, vaultKeyId: null });
});

test("a link whose vault key is not loaded waits, is not sent without its token, and holds up no other", async () => {
  await tellOfLink("ada@acme.test", `wwml_${randomUUID()}`);
  await db().notice.updateMany({ data: { vaultKeyId: "lost" } });
  await tell("bo@acme.test");
  await run();
  expect(recipients()).toEqual(["bo@acme.test"]);
  const [row] = await deliveries();
  expect(row).toMatchObject({ state: "retrying", error: expect.stringContaining("is not loaded") });
});

describe("a server that does not take a mail", () => {
  test("for now, and takes it later: one mail, under the Message-ID of the first attempt", async () => {
    await tell("ada@acme.test");
    server.script(({ step }) => (step === "rcpt" ? "451 4.7.1 Greylisted" : "accept"));
    await run();
    const [waiting] = await deliveries();
    expect(waiting).toMatchObject({ state: "retrying", error: "451 4.7.1 Greylisted", attempts: 1, leaseId: null });
    expect(waiting?.nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 10_000);
    await run();
    expect(await deliveries(), "it is tried again at once").toMatchObject([{ attempts: 1 }]);
    server.script(() => "accept");
    await makeDue();
    await run();
    expect(recipients()).toEqual(["ada@acme.test"]);
    expect(server.received[0]?.raw).toContain(`Message-ID: <${waiting?.id}@localhost>`);
    expect(await deliveries()).toMatchObject([{ state: "sent", attempts: 2, error: null }]);
  });

  test("for good, stops no other, and is not tried again", async () => {
    for (const name of ["ada", "gone", "bo", "cy"]) await tell(`${name}@acme.test`);
    server.script(({ step, address }) =>
      step === "rcpt" && address === "gone@acme.test" ? "550 5.1.1 No such user" : "accept",
    );
    await run();
    expect(recipients()).toEqual(["ada@acme.test", "bo@acme.test", "cy@acme.test"]);
    await makeDue();
    await run();
    const rows = await deliveries();
    expect(rows.map(({ state }) => state)).toEqual(["sent", "sent", "sent", "failed"]);
    expect(rows[3]).toMatchObject({ recipient: "gone@acme.test", error: "550 5.1.1 No such user", attempts: 1 });
  });

  test("but stalls, holds no other, and the mail is tried again", async () => {
    for (const name of ["ada", "slow", "bo", "cy", "di", "eve", "fay"]) await tell(`${name}@acme.test`);
    server.script(({ step, address }) => (step === "dot" && address === "slow@acme.test" ? "stall" : "accept"));
    await run();
    expect(recipients()).toHaveLength(6);
    server.script(() => "accept");
    await makeDue();
    await run();
    expect(recipients().filter((to) => to === "slow@acme.test")).toHaveLength(1);
    expect(await db().delivery.count({ where: { state: "sent" } })).toBe(7);
  });

  test("because it is away, loses nothing", async () => {
    for (const name of ["ada", "bo"]) await tell(`${name}@acme.test`);
    const elsewhere = openMailTransport({ url: "smtp://127.0.0.1:9", from, limits });
    await deliverMail(never, (mail) => elsewhere.send(mail));
    expect(await deliveries()).toMatchObject([{ state: "retrying" }, { state: "retrying" }]);
    await makeDue();
    await run();
    expect(recipients()).toEqual(["ada@acme.test", "bo@acme.test"]);
  });
});

test("a sender that was slower than its lease is succeeded, and writes nothing any more", async () => {
  await tell("ada@acme.test");
  await composeDeliveries(system(), {});
  const { claimed } = await claimDelivery(system(), {});
  await run();
  expect(recipients(), "a mail that is being sent is sent by another").toEqual([]);
  await db().$executeRaw`UPDATE delivery SET lease_until = clock_timestamp()`;
  await run();
  expect(recipients()).toEqual(["ada@acme.test"]);
  const late = await settleDelivery(system(), {
    ...{ id: claimed?.id ?? "", lease_id: claimed?.lease_id ?? "", notice_ids: claimed?.notice_ids ?? [], mail: null },
    outcome: { state: "failed", error: "too late", permanent: true },
  });
  expect(late).toEqual({ settled: false });
  expect(await deliveries()).toMatchObject([{ state: "sent", error: null, attempts: 2 }]);
});

test("a database that is away for a moment after the sending does not send it twice", async () => {
  await tell("ada@acme.test");
  const transaction = vi.spyOn(db(), "$transaction");
  await deliverMail(never, async (mail) => {
    const result = await transport.send(mail);
    // Behind what the other lanes ask for.
    await composeDeliveries(system(), {});
    transaction.mockRejectedValueOnce(new Error("ECONNREFUSED"));
    return result;
  });
  transaction.mockRestore();
  expect(await deliveries()).toMatchObject([{ state: "sent", attempts: 1 }]);
  expect(recipients()).toEqual(["ada@acme.test"]);
});

test("several nodes at once send each mail once", async () => {
  for (let n = 0; n < 20; n++) await tell(`user${String(n).padStart(2, "0")}@acme.test`);
  await Promise.all([run(), run(), run()]);
  expect(recipients()).toHaveLength(20);
  expect(new Set(recipients()).size).toBe(20);
});

test("without a mail server the console is the mailbox", async () => {
  await tell("ada@acme.test");
  await deliverMail(never, undefined);
  expect(server.received).toEqual([]);
  const [row] = await deliveries();
  expect(row).toMatchObject({ state: "sent", channel: "console", attempts: 1 });
  expect(row?.text).toContain("A sign-in from a new device");
});

test("a mail that cannot be written fails for good, stops no other, and the log has nothing that it would have said", async () => {
  const warned = vi.spyOn(log, "error");
  await tell("broken@acme.test", { ...origin, account: "Canary", zone: "Mars/Olympus" });
  await tell("ada@acme.test");
  await run();
  expect(recipients()).toEqual(["ada@acme.test"]);
  const [, broken] = await deliveries();
  expect(broken).toMatchObject({ state: "failed", error: "This mail could not be written.", subject: null });
  expect(warned).toHaveBeenCalledOnce();
  expect(JSON.stringify(warned.mock.calls)).not.toMatch(/Canary|Olympus|192\.0\.2\.7/);
  expect(JSON.stringify(warned.mock.calls)).toContain(broken?.id);
  warned.mockRestore();
});

test("a failure is logged by its delivery and the server's code alone", async () => {
  const warned = vi.spyOn(log, "warn");
  await tell("ada@acme.test");
  server.script(({ step }) => (step === "rcpt" ? "451 4.7.1 ada@acme.test is greylisted" : "accept"));
  await run();
  const [row] = await deliveries();
  expect(warned.mock.calls).toEqual([[{ delivery: row?.id, code: "451" }, "a mail was not accepted"]]);
  warned.mockRestore();
});

test("a stop finishes what is begun and begins nothing more", async () => {
  const stopping = new AbortController();
  for (let n = 0; n < 12; n++) await tell(`user${n}@acme.test`);
  server.script(({ step }) => {
    if (step === "dot") stopping.abort();
    return "accept";
  });
  await run(stopping.signal);
  const begun = server.received.length;
  expect(begun).toBeGreaterThan(0);
  expect(begun).toBeLessThanOrEqual(5);
  expect(await db().delivery.count({ where: { state: "sent" } })).toBe(begun);
  expect(await db().delivery.count({ where: { leaseId: { not: null } } })).toBe(0);
});
