import { afterAll, beforeEach, expect, test } from "vitest";
import { scriptedSmtp } from "@/lib/testing/scripted-smtp";

const server = await scriptedSmtp();
// Before the settings are read.
process.env.SMTP_URL = server.url;
const { env } = await import("@/lib/env");
const { auditOf, refusalOf } = await import("@/lib/testing/audit");
const { anAccount, rolledBack } = await import("@/lib/testing/rolled-back");
const { closeMail } = await import("./send-mail");
const { sendTestMail } = await import("./send-test-mail");

beforeEach(() => {
  server.script(() => "accept");
  server.received.length = 0;
});
afterAll(async () => {
  closeMail();
  await server.close();
});

test("an administrator's test mail goes to his own address, and is recorded", () =>
  rolledBack(async (tx) => {
    const { caller, email, account } = await anAccount(tx);
    expect(await sendTestMail(caller, {})).toEqual({ to: email });
    expect(server.received).toMatchObject([{ to: email, from: "watchword@localhost" }]);
    expect(server.received[0]?.raw).toContain("Subject: Test mail from Watchword");
    expect((await auditOf(tx, account.id)).at(-1)).toMatchObject({ action: "mail.test", result: "ok" });
  }));

test("what the server refuses is told in its words", () =>
  rolledBack(async (tx) => {
    const { caller } = await anAccount(tx);
    server.script(({ step }) => (step === "mail" ? "550 5.7.60 You may not send as this address" : "accept"));
    expect(await refusalOf(sendTestMail(caller, {}))).toMatchObject({
      ...{ code: "mail_refused", message: "550 5.7.60 You may not send as this address" },
    });
  }));

test("five in ten minutes, for all administrators of an account together, and then five more", () =>
  rolledBack(async (tx) => {
    const { caller } = await anAccount(tx);
    const another = await anAccount(tx);
    for (let n = 0; n < 5; n++) await sendTestMail(caller, {});
    const refusal = await refusalOf(sendTestMail(caller, {}));
    expect(refusal).toMatchObject({ code: "throttled", retryAfterSeconds: 600 });
    expect(server.received).toHaveLength(5);
    await sendTestMail(another.caller, {});
    await tx.$executeRaw`
      UPDATE throttle SET blocked_until = blocked_until - interval '601 seconds', updated_at = updated_at - interval '601 seconds'`;
    for (let n = 0; n < 5; n++) await sendTestMail(caller, {});
    expect(await refusalOf(sendTestMail(caller, {}))).toMatchObject({ code: "throttled" });
  }));

test("is for administrators alone", () =>
  rolledBack(async (tx) => {
    for (const role of ["manager", "member", "viewer"] as const) {
      const { caller } = await anAccount(tx, role);
      expect(await refusalOf(sendTestMail(caller, {}))).toMatchObject({ code: "forbidden" });
    }
    expect(server.received).toEqual([]);
  }));

test("without a mail server it says so", () =>
  rolledBack(async (tx) => {
    const { caller } = await anAccount(tx);
    const settings = env();
    const url = settings.SMTP_URL;
    settings.SMTP_URL = undefined;
    const message = "This installation has no mail server (SMTP_URL).";
    expect(await refusalOf(sendTestMail(caller, {}))).toMatchObject({ code: "mail_refused", message });
    settings.SMTP_URL = url;
  }));
