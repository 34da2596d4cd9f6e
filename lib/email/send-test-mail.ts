import { z } from "zod";
import { command } from "@/lib/core/command";
import { type Caller, userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { makeId } from "@/lib/core/secrets";
import { chargeTestMail } from "@/lib/core/throttle/charge-attempt";
import { readProfile } from "@/lib/core/user/read-profile";
import { env } from "@/lib/env";
import type { SendResult } from "./mail-transport";
import { sendMail } from "./send-mail";
import { testLetter } from "./templates/test-mail";

/**
 * Sends a test mail to the caller's own address, now and past the outbox: five in 10 minutes for an account.
 * @returns the address. @throws AppError `mail_refused` with the server's own words, or where there is no mail server; `throttled`.
 */
export const sendTestMail = command({
  name: "mail.test",
  input: z.strictObject({}),
  prepare: send,
  touches: null,
  run: async ({ actor }, _input, { prepared: to }) => {
    const { membershipId: id, name } = userOf(actor);
    return { output: { to }, audit: { target: { type: "membership", id, name } } };
  },
});

async function send(caller: Caller): Promise<string> {
  const { accountId } = userOf(caller.actor);
  const { SMTP_URL, PUBLIC_URL } = env();
  if (!SMTP_URL) throw new AppError("mail_refused", "This installation has no mail server (SMTP_URL).");
  await chargeTestMail(caller.db, accountId);
  const { email: to, name, account } = await readProfile(caller, {});
  const { renderLetter } = await import("./render-mail");
  const mail = await renderLetter(testLetter({ account: account.name, name }, PUBLIC_URL));
  const message_id = `<test-${makeId()}@${new URL(PUBLIC_URL).hostname}>`;
  const result: SendResult = await sendMail({ to, message_id, ...mail });
  if (!result.ok) throw new AppError("mail_refused", result.error);
  return to;
}
