import { describe, expect, test } from "vitest";
import { answerChallenge } from "@/lib/core/session/answer-challenge";
import { createSession } from "@/lib/core/session/create-session";
import { endSession } from "@/lib/core/session/end-session";
import { readSession } from "@/lib/core/session/read-session";
import { db, type Tx } from "@/lib/db";
import { aMember, aSession, withTotp, wrongCode } from "@/lib/testing/a-member";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, anonymous, operator, rolledBack, testPassword } from "@/lib/testing/rolled-back";
import { confirmTotp, enrolTotp } from "./enrol-totp";
import { readOwnTotp } from "./read-own-totp";
import { removeTotp } from "./remove-totp";
import { resetTotp, resetTotpByOperator } from "./reset-totp";

async function aGuarded(tx: Tx) {
  const { account, caller: admin } = await anAccount(tx);
  const member = await aMember(tx, account.id);
  return { account, admin, ...member, ...(await withTotp(member.caller)) };
}
/** The first step of a sign-in. */
async function challengeOf(tx: Tx, email: string): Promise<string> {
  const step = await createSession(anonymous(tx), { email, password: testPassword });
  if (!("challenge" in step)) throw new Error("he is let in by his password alone");
  return step.challenge;
}
const answer = (tx: Tx, challenge: string, code: string) => answerChallenge(anonymous(tx), { challenge, code });

describe("enrolling TOTP", () => {
  test("asks for it at sign-in only when the first code was right", () =>
    rolledBack(async (tx) => {
      const { account } = await anAccount(tx);
      const { caller, email } = await aMember(tx, account.id);
      const { secret, otpauth_url } = await enrolTotp(caller, {});
      expect(otpauth_url).toContain(`secret=${secret}`);
      expect(new URL(otpauth_url).searchParams.get("issuer")).toBe("Watchword");
      expect((await refusalOf(confirmTotp(caller, { code: "000000" }))).code).toBe("totp_code_invalid");
      expect("session_id" in (await createSession(anonymous(tx), { email, password: testPassword }))).toBe(true);
      expect((await readOwnTotp(caller, {})).confirmed_at).toBeNull();
    }));

  test("keeps seed and recovery codes out of the database and the log", () =>
    rolledBack(async (tx) => {
      const { account, secret, recoveryCodes, user } = await aGuarded(tx);
      expect(new Set(recoveryCodes).size).toBe(10);
      const rows = [await tx.totp.findMany(), await tx.recoveryCode.findMany(), await auditOf(tx, account.id)];
      const text = JSON.stringify(rows, (_key, value) => (typeof value === "bigint" ? String(value) : value));
      for (const one of [secret, ...recoveryCodes]) expect(text).not.toContain(one);
      const { sealed } = await tx.totp.findUniqueOrThrow({ where: { userId: user.id } });
      expect(Buffer.from(sealed).includes(secret)).toBe(false);
    }));

  test("needs a fresh sign-in, and is refused while it is on", () =>
    rolledBack(async (tx) => {
      const { caller } = await aGuarded(tx);
      expect((await refusalOf(enrolTotp(caller, {}))).code).toBe("already_granted");
      const actor = { ...caller.actor, signedInAt: new Date(0) } as typeof caller.actor;
      const stale = { ...caller, actor };
      for (const attempt of [() => enrolTotp(stale, {}), () => confirmTotp(stale, { code: "123456" })]) {
        expect((await refusalOf(attempt())).code).toBe("fresh_sign_in_required");
      }
    }));
});

describe("signing in with TOTP", () => {
  test("takes a code once, and none from before it", () =>
    rolledBack(async (tx) => {
      const { email, code } = await aGuarded(tx);
      const { session_id } = await answer(tx, await challengeOf(tx, email), code());
      expect(await readSession(session_id, tx)).not.toBeNull();
      for (const spent of [code(), code(0), code(-1)]) {
        const refusal = await refusalOf(answer(tx, await challengeOf(tx, email), spent));
        expect(refusal.code, "a code works twice").toBe("totp_code_invalid");
      }
    }));

  test("takes the code that was typed into the enrolment for no other thing", () =>
    rolledBack(async (tx) => {
      const { email, code } = await aGuarded(tx);
      expect((await refusalOf(answer(tx, await challengeOf(tx, email), code(0)))).code).toBe("totp_code_invalid");
    }));

  test("the same code fifty times at once, over as many challenges, lets in one", async () => {
    const { email, code, challenges } = await db().$transaction(
      async (tx) => {
        const guarded = await aGuarded(tx);
        const challenges: string[] = [];
        for (let n = 0; n < 50; n++) {
          challenges.push(await challengeOf(tx, guarded.email));
          await tx.$executeRaw`DELETE FROM throttle`;
        }
        return { ...guarded, challenges };
      },
      { maxWait: 10_000, timeout: 30_000 },
    );
    const again = code();
    // Not each in one transaction, as the other tests are: it would make them wait for each other at the throttle.
    const attempts = challenges.map((challenge) => answerChallenge(anonymous(), { challenge, code: again }));
    const ends = await Promise.allSettled(attempts);
    expect(
      ends.filter(({ status }) => status === "fulfilled"),
      email,
    ).toHaveLength(1);
  });

  test("allows five guesses a challenge, the right code among them, and then begins anew", () =>
    rolledBack(async (tx) => {
      const { email, code } = await aGuarded(tx);
      const challenge = await challengeOf(tx, email);
      for (let n = 1; n <= 5; n++) {
        expect((await refusalOf(answer(tx, challenge, wrongCode(code)))).code, `guess ${n}`).toBe("totp_code_invalid");
      }
      expect((await refusalOf(answer(tx, challenge, code()))).code, "a sixth guess is looked at").toBe(
        "challenge_over",
      );
      await answer(tx, await challengeOf(tx, email), code());
    }));

  test("counts each guess as a failure of the name: a known password opens no way to guess codes", () =>
    rolledBack(async (tx) => {
      const { email, code } = await aGuarded(tx);
      const first = await challengeOf(tx, email);
      for (let n = 0; n < 5; n++) await refusalOf(answer(tx, first, wrongCode(code)));
      const second = await challengeOf(tx, email);
      for (let n = 0; n < 3; n++) await refusalOf(answer(tx, second, wrongCode(code)));
      const next = createSession(anonymous(tx), { email, password: testPassword });
      expect((await refusalOf(next)).code, "guessing goes on for ever").toBe("throttled");
    }));

  test("a challenge is worth nothing after ten minutes, when it is spent, and where it was made up", () =>
    rolledBack(async (tx) => {
      const { email, code } = await aGuarded(tx);
      const old = await challengeOf(tx, email);
      await tx.$executeRaw`UPDATE sign_in_challenge SET expires_at = clock_timestamp()`;
      const spent = await challengeOf(tx, email);
      await answer(tx, spent, code());
      for (const challenge of [old, spent, "", "wwsc_made-up"]) {
        expect((await refusalOf(answer(tx, challenge, code()))).code).toBe("challenge_over");
      }
    }));

  test("takes each recovery code once, however it is typed", () =>
    rolledBack(async (tx) => {
      const { email, recoveryCodes, caller, account } = await aGuarded(tx);
      const [one = ""] = recoveryCodes;
      await answer(tx, await challengeOf(tx, email), ` ${one.toUpperCase()} `);
      expect((await refusalOf(answer(tx, await challengeOf(tx, email), one))).code).toBe("totp_code_invalid");
      expect((await readOwnTotp(caller, {})).recovery_codes_left).toBe(9);
      const signIns = (await auditOf(tx, account.id)).filter(({ action }) => action === "session.answer-challenge");
      expect(signIns).toMatchObject([{ detail: { second_factor: "recovery_code" } }]);
    }));

  test("says nothing of TOTP before the password is right", () =>
    rolledBack(async (tx) => {
      const { email } = await aGuarded(tx);
      const plain = await aMember(tx, (await anAccount(tx)).account.id);
      const attempt = (one: string) => refusalOf(createSession(anonymous(tx), { email: one, password: "wrong" }));
      const [withIt, without] = [await attempt(email), await attempt(plain.email)];
      expect(withIt.code).toBe("credential_invalid");
      expect(withIt.message).toBe(without.message);
    }));
});

describe("switching TOTP off", () => {
  test("takes a code, ends the other sign-ins and the recovery codes", () =>
    rolledBack(async (tx) => {
      const { caller, id, code, user } = await aGuarded(tx);
      const other = await aSession(tx, id);
      expect((await refusalOf(removeTotp(caller, { code: wrongCode(code) }))).code).toBe("totp_code_invalid");
      await removeTotp(caller, { code: code() });
      const idOf = (one: typeof caller) => ("sessionId" in one.actor ? one.actor.sessionId : "");
      expect(await readSession(idOf(other), tx), "a thief's session outlives the change").toBeNull();
      expect(await readSession(idOf(caller), tx)).not.toBeNull();
      expect(await tx.recoveryCode.count({ where: { userId: user.id } })).toBe(0);
    }));

  test("makes who guesses wait, though his session is open", () =>
    rolledBack(async (tx) => {
      const { caller, code } = await aGuarded(tx);
      for (let n = 0; n < 10; n++) await refusalOf(removeTotp(caller, { code: wrongCode(code) }));
      expect((await refusalOf(removeTotp(caller, { code: code() }))).code).toBe("throttled");
    }));

  test("by an administrator ends all sign-ins; of somebody with other accounts only the operator may", () =>
    rolledBack(async (tx) => {
      const { admin, id, email, user, caller } = await aGuarded(tx);
      const elsewhere = await anAccount(tx);
      const now = new Date(0);
      const membership = { accountId: elsewhere.account.id, userId: user.id, role: "admin", status: "active" } as const;
      const { id: second } = await tx.membership.create({ data: { ...membership, createdAt: now } });
      expect((await refusalOf(resetTotp(admin, { id }))).code, "one account weakens another").toBe("forbidden");
      await resetTotpByOperator(operator(tx), { email });
      expect("session_id" in (await createSession(anonymous(tx), { email, password: testPassword }))).toBe(true);
      await tx.session.deleteMany({ where: { membershipId: second } });
      await tx.membership.delete({ where: { id: second } });
      const again = await aSession(tx, id);
      await withTotp(again);
      await resetTotp(admin, { id });
      expect(await readSession("sessionId" in again.actor ? again.actor.sessionId : "", tx)).toBeNull();
      expect((await refusalOf(resetTotp(admin, { id }))).code).toBe("not_found");
      await endSession(caller, {});
    }));

  test.each(["manager", "member", "viewer"] as const)("of somebody else is not for a %s", (role) =>
    rolledBack(async (tx) => {
      const { account, id } = await aGuarded(tx);
      const { caller } = await aMember(tx, account.id, role);
      expect((await refusalOf(resetTotp(caller, { id }))).code).toBe("forbidden");
    }),
  );
});
