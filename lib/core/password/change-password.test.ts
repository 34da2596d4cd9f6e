import { describe, expect, test } from "vitest";
import { updateAccount } from "@/lib/core/account/update-account";
import { readClock } from "@/lib/core/clock";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { answerChallenge } from "@/lib/core/session/answer-challenge";
import { raiseChallenge } from "@/lib/core/session/challenge";
import { readSession } from "@/lib/core/session/read-session";
import { removeTotp } from "@/lib/core/totp/remove-totp";
import type { Tx } from "@/lib/db";
import { aMember, aSession, callerOfSession, withTotp, wrongCode } from "@/lib/testing/a-member";
import { refusalOf } from "@/lib/testing/audit";
import { anAccount, anonymous, rolledBack, signIn, testPassword } from "@/lib/testing/rolled-back";
import { changePassword } from "./change-password";

const fresh = "nine copper kettles boil";
const idOf = ({ actor }: { actor: object }) => ("sessionId" in actor ? String(actor.sessionId) : "");
const change = (caller: Parameters<typeof changePassword>[0], more: object = {}) =>
  changePassword(caller, { current_password: testPassword, password: fresh, ...more });
async function anOwner(tx: Tx) {
  const given = await anAccount(tx);
  return { ...given, other: await aSession(tx, given.membership.id) };
}

describe("changing one's password", () => {
  test("ends every other sign-in of the person on its next request, and goes on here", () =>
    rolledBack(async (tx) => {
      const { caller, other, email, membership } = await anOwner(tx);
      const challenge = await raiseChallenge(tx, await readClock(tx), membership.id);
      await change(caller);
      const halfWay = await refusalOf(answerChallenge(anonymous(tx), { challenge, code: "123456" }));
      expect(halfWay.code, "a sign-in that began with the old password goes on").toBe("challenge_over");
      expect(await readSession(idOf(other), tx), "a thief's session outlives the password").toBeNull();
      expect(await readSession(idOf(caller), tx)).not.toBeNull();
      const old = await refusalOf(signIn(anonymous(tx), { email, password: testPassword }));
      expect(old.code).toBe("credential_invalid");
      await signIn(anonymous(tx), { email, password: fresh });
    }));

  test("needs the present one, and the second factor where there is one; wrong ones count as failed sign-ins", () =>
    rolledBack(async (tx) => {
      const { caller, other } = await anOwner(tx);
      expect((await refusalOf(change(caller, { current_password: "a wrong one" }))).code).toBe("credential_invalid");
      const { code } = await withTotp(caller);
      expect((await refusalOf(change(caller))).code).toBe("totp_code_required");
      expect((await refusalOf(change(caller, { code: wrongCode(code) }))).code).toBe("totp_code_invalid");
      expect(await readSession(idOf(other), tx)).not.toBeNull();
      await change(caller, { code: code() });
      for (let n = 0; n < 10; n++) await refusalOf(change(caller, { current_password: "a wrong one" }));
      const right = await refusalOf(change(caller, { current_password: fresh, password: "eleven wet paving stones" }));
      expect(right.code).toBe("throttled");
    }));

  test.each([
    ["too short without TOTP", "x7!kq2z-Lm4#"],
    ["too short", "x7!kq2"],
    ["too long", "ab".repeat(65)],
    ["common", "password12345678"],
    ["his own name", "Ada Watch Ada Watch"],
    ["the one that he has", testPassword],
  ])("takes no other that is %s, and a refusal is no failed attempt", (_what, password) =>
    rolledBack(async (tx) => {
      const { caller, email } = await anOwner(tx);
      for (let n = 0; n < 11; n++) {
        const refusal = await refusalOf(change(caller, { password }));
        expect(refusal).toMatchObject({ code: "invalid_request", issues: [{ path: "password" }] });
      }
      await signIn(anonymous(tx), { email, password: testPassword });
    }),
  );

  test("keeps two passwords of 100 characters apart that differ at their end", () =>
    rolledBack(async (tx) => {
      const { caller, email } = await anOwner(tx);
      const long = `${"a heron, a kettle, a wall; ".repeat(4).slice(0, 99)}`;
      await change(caller, { password: `${long}x` });
      expect((await refusalOf(signIn(anonymous(tx), { email, password: `${long}y` }))).code).toBe("credential_invalid");
      await signIn(anonymous(tx), { email, password: `${long}x` });
      const { passwordDigest } = await tx.user.findUniqueOrThrow({ where: { email } });
      expect(passwordDigest).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    }));
});

describe("who must change something first", () => {
  test("may have 8 characters beside TOTP, and is held to a longer one when TOTP goes", () =>
    rolledBack(async (tx) => {
      const { caller, user } = await anOwner(tx);
      const { code } = await withTotp(caller);
      await change(caller, { password: "xk7!pq2z", code: code() });
      await tx.totp.update({ where: { userId: user.id }, data: { lastStep: 0 } });
      await removeTotp(caller, { code: code() });
      const held = await callerOfSession(tx, idOf(caller));
      expect(held.actor).toMatchObject({ must: "change_password" });
      const made = await refusalOf(createPasscode(held, { name: "X", expires_in_days: null }));
      expect(made.code, "a password of eight characters stands alone").toBe("forbidden");
      await change(held, { current_password: "xk7!pq2z" });
      expect((await callerOfSession(tx, idOf(held))).actor).toMatchObject({ must: null });
    }));

  test("is held by the account's policies: TOTP required, and the password's age", () =>
    rolledBack(async (tx) => {
      const { caller, account, user } = await anOwner(tx);
      const member = await aMember(tx, account.id, "manager");
      await updateAccount(caller, { version: 1, policy: { totp_required: true, password_max_age_days: 30 } });
      const held = await callerOfSession(tx, idOf(member.caller));
      expect(held.actor).toMatchObject({ must: "enrol_totp" });
      expect((await refusalOf(createPasscode(held, { name: "X", expires_in_days: null }))).code).toBe("forbidden");
      await withTotp(held);
      const free = await callerOfSession(tx, idOf(held));
      expect(free.actor).toMatchObject({ must: null });
      await createPasscode(free, { name: "X", expires_in_days: null });
      await tx.$executeRaw`
        UPDATE app_user SET password_changed_at = clock_timestamp() - interval '30 days 1 second' WHERE id = ${user.id}::uuid`;
      expect((await callerOfSession(tx, idOf(caller))).actor).toMatchObject({ must: "change_password" });
    }));
});
