import PostalMime from "postal-mime";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ScriptedSmtp, type SmtpAnswer, type SmtpStep, scriptedSmtp } from "@/lib/testing/scripted-smtp";
import { type MailTransport, mailLimits, openMailTransport } from "./mail-transport";

const password = "lantern-on-the-wall";
const from = "Watchword <watchword@acme.example>";
const limits = { connectMs: 5000, greetingMs: 700, silenceMs: 700, attemptMs: 1800 };
const mail = {
  to: "ada@northwind.example",
  message_id: "<0198-one@acme.example>",
  subject: "Passcode “Acme” expires on 3 Dec 2026, in 7 days",
  html: "<!DOCTYPE html><p>“Acme” expires</p>",
  text: "“Acme” expires\n",
};

let server: ScriptedSmtp;
let transport: MailTransport;
beforeEach(async () => {
  server = await scriptedSmtp();
  transport = openMailTransport({ url: server.url, from, limits });
});
afterEach(async () => {
  transport.close();
  await server.close();
});

const answerAt = (step: SmtpStep, answer: SmtpAnswer) =>
  server.script((moment) => (moment.step === step ? answer : "accept"));
const signedIn = (host = "127.0.0.1") => {
  transport.close();
  transport = openMailTransport({ url: `smtp://relay:${password}@${host}:${server.port}`, from, limits });
  return transport;
};

test("a mail arrives as it was written: both parts, its Message-ID, and that no person wrote it", async () => {
  expect(await transport.send(mail)).toEqual({ ok: true });
  const [received] = server.received;
  expect(received).toMatchObject({ from: "watchword@acme.example", to: mail.to });
  const parsed = await PostalMime.parse(received?.raw ?? "");
  expect(parsed).toMatchObject({ subject: mail.subject, messageId: mail.message_id, attachments: [] });
  expect(parsed.from).toMatchObject({ name: "Watchword", address: "watchword@acme.example" });
  expect(parsed.to).toMatchObject([{ address: mail.to }]);
  expect([parsed.html?.trim(), parsed.text?.trim()]).toEqual([mail.html.trim(), mail.text.trim()]);
  const headers = Object.fromEntries(parsed.headers.map(({ key, value }) => [key, value]));
  expect(headers).toMatchObject({ "auto-submitted": "auto-generated", "x-auto-response-suppress": "All" });
  expect(Number(Date.parse(headers.date ?? ""))).toBeGreaterThan(0);
});

test("an address is one address, whatever stands in it", async () => {
  for (const to of ["a@one.test, b@two.test", "Eve <eve@two.test>, ada@one.test", "a@one.test;b@two.test"]) {
    await transport.send({ ...mail, to });
  }
  expect(server.received.filter((one) => one.to === "b@two.test" || one.to === "eve@two.test")).toEqual([]);
});

describe("what the server refuses", () => {
  test.each<[SmtpStep, SmtpAnswer, boolean]>([
    ["rcpt", "451 4.7.1 Greylisted, come back later", false],
    ["rcpt", "550 5.1.1 No such user here", true],
    ["rcpt", "550 No such user here", true],
    ["rcpt", "550 5.7.1 Relaying denied", false],
    ["rcpt", "530 5.7.0 Authentication required", false],
    ["dot", "452 4.2.2 Mailbox full", false],
    ["dot", "554 5.6.0 Message refused", true],
    ["mail", "550 5.1.8 Sender refused", false],
    ["mail", "451 Try later", false],
    ["connect", "554 No service here", false],
    ["connect", "421 Too busy", false],
  ])("at %s with %s is told in its own words; for good: %s", async (step, answer, permanent) => {
    answerAt(step, answer);
    const result = await transport.send(mail);
    expect(result).toMatchObject({ ok: false, error: answer, code: answer.slice(0, 3), permanent });
    expect(server.received).toEqual([]);
    // It is this mail that was refused, or this moment: the next one goes.
    server.script(() => "accept");
    expect(await transport.send({ ...mail, to: "bo@northwind.example" })).toEqual({ ok: true });
  });

  test("a refused sign-in is not the recipient's, and no word of it holds the password", async () => {
    const base64 = Buffer.from(`\0relay\0${password}`).toString("base64");
    answerAt("auth", `535 5.7.8 relay/${password} (${base64}) is not known`);
    const result = await signedIn().send(mail);
    expect(result).toEqual({ ok: false, permanent: false, code: "535", error: "535 5.7.8 relay/… (…) is not known" });
  });

  test("many lines are one", async () => {
    answerAt("rcpt", "550 5.1.1 No such user\r\n\u0000here" as SmtpAnswer);
    const result = await transport.send(mail);
    expect(result.ok ? "" : result.error).not.toMatch(/[\r\n]/);
  });
});

describe("what the server leaves unsaid", () => {
  test("a port where nobody listens", async () => {
    await server.close();
    const result = await transport.send(mail);
    expect(result).toMatchObject({ ok: false, permanent: false, code: "ECONNREFUSED" });
    expect(result).toMatchObject({ error: "The mail server cannot be reached (ECONNREFUSED)." });
    server = await scriptedSmtp();
  });

  test.each<[SmtpStep, SmtpAnswer, string]>([
    ["connect", "stall", "The mail server did not answer in time (ETIMEDOUT)."],
    ["mail", "stall", "The mail server did not answer in time (ETIMEDOUT)."],
    ["dot", "stall", "The mail server did not answer in time (ETIMEDOUT)."],
    ["mail", "trickle", "The mail server took too long; the attempt was given up."],
    ["dot", "trickle", "The mail server took too long; the attempt was given up."],
    ["mail", "cut", "The connection to the mail server ended before the mail was accepted (ECONNECTION)."],
    ["connect", "cut", "The connection to the mail server ended before the mail was accepted (ECONNECTION)."],
  ])("at %s: %s", async (step, answer, error) => {
    answerAt(step, answer);
    const began = performance.now();
    expect(await transport.send(mail)).toMatchObject({ ok: false, error, permanent: false });
    expect(performance.now() - began, "an attempt is longer than it may be").toBeLessThan(limits.attemptMs + 1000);
    await expect.poll(server.lines, { message: "a line was left open" }).toBe(0);
    server.script(() => "accept");
    expect(await transport.send(mail)).toEqual({ ok: true });
  });

  test("a line that is cut after the final dot: not sent, not for good, and not repeated by itself", async () => {
    answerAt("dot", "cut");
    expect(await transport.send(mail)).toMatchObject({ ok: false, permanent: false });
    server.script(() => "accept");
    await transport.send({ ...mail, message_id: "<other@acme.example>" });
    const ids = server.received.map(({ raw }) => raw.match(/^Message-ID: (.*)$/m)?.[1]?.trim());
    expect(ids).toEqual([mail.message_id, "<other@acme.example>"]);
  });

  test("one server that stalls one mail holds no other", async () => {
    server.script(({ step, address }) => (step === "rcpt" && address === mail.to ? "trickle" : "accept"));
    const slow = transport.send(mail);
    expect(await transport.send({ ...mail, to: "bo@northwind.example" })).toEqual({ ok: true });
    expect(await slow).toMatchObject({ ok: false, permanent: false });
  });

  test("an attempt ends before the lease of its mail does", () => expect(mailLimits.attemptMs).toBeLessThan(60_000));
});

describe("TLS", () => {
  test("a certificate that nobody vouches for is refused, and nothing is sent in the clear instead", async () => {
    await server.close();
    server = await scriptedSmtp({ offersTls: true });
    const result = await signedIn().send(mail);
    expect(result).toMatchObject({ ok: false, permanent: false });
    expect(result.ok ? "" : result.error).toMatch(/^The mail server offers no TLS connection that can be trusted/);
    expect(JSON.stringify(result)).not.toContain(password);
    expect(server.received).toEqual([]);
  });

  test("a password goes to another machine by TLS alone; to this one also without", async () => {
    const steps: SmtpStep[] = [];
    server.script(({ step }) => {
      steps.push(step);
      return "accept";
    });
    // The same machine by an address that is not one of its own names.
    expect(await signedIn("0.0.0.0").send(mail)).toMatchObject({ ok: false, permanent: false });
    expect(steps).not.toContain("auth");
    expect(await signedIn().send(mail)).toEqual({ ok: true });
    expect(steps).toContain("auth");
  });
});

test("user and password are read as they were encoded", async () => {
  transport.close();
  const url = `smtp://relay%40acme:p%3A%2F%40ss@127.0.0.1:${server.port}?tls.rejectUnauthorized=false`;
  transport = openMailTransport({ url, from, limits });
  server.script(({ step, address }) =>
    step !== "auth" || address === "relay@acme:p:/@ss" ? "accept" : `535 Who is ${address}?`,
  );
  expect(await transport.send(mail)).toEqual({ ok: true });
});
