import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { describe, expect, test } from "vitest";
import { readClock } from "@/lib/core/clock";
import { createSession } from "@/lib/core/session/create-session";
import { endSession } from "@/lib/core/session/end-session";
import { readSession } from "@/lib/core/session/read-session";
import { db, type Tx } from "@/lib/db";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, anonymous, rolledBack, signIn, testPassword } from "@/lib/testing/rolled-back";
import { whileItWaits } from "@/lib/testing/while-it-waits";

type Signer = Awaited<ReturnType<typeof anAccount>>;

const wrong = "a lantern on the south wall";

describe("signing in", () => {
  test("with the right password starts a session, however the address is written, and is recorded", () =>
    rolledBack(async (tx) => {
      const { email, account } = await anAccount(tx);
      const input = { email: ` ${email.toUpperCase()} `, password: testPassword };
      const { session_id, expires_at } = await signIn(anonymous(tx), input);
      expect(await readSession(session_id, tx)).toMatchObject({ account: { id: account.publicId } });
      expect(Date.parse(expires_at) - (await readClock(tx)).getTime()).toBeCloseTo(24 * 3_600_000, -4);
      expect((await auditOf(tx, account.id)).at(-1)).toMatchObject({ action: "session.create", result: "ok" });
    }));

  test("an unknown name, a wrong password and a revoked member are told the same", () =>
    rolledBack(async (tx) => {
      const [known, revoked] = [await anAccount(tx), await anAccount(tx)];
      await tx.membership.update({ where: { id: revoked.membership.id }, data: { status: "revoked" } });
      const attempts = [
        { email: known.email, password: wrong },
        { email: revoked.email, password: testPassword },
        { email: `${randomUUID()}@example.test`, password: wrong },
      ];
      const answers = await attempts.reduce<Promise<string[]>>(async (sum, input) => {
        const { code, message, issues } = await refusalOf(createSession(anonymous(tx), input));
        return [...(await sum), JSON.stringify({ code, message, issues })];
      }, Promise.resolve([]));
      expect(new Set(answers).size, "the answer tells who has an account").toBe(1);
      expect(answers[0]).toContain("credential_invalid");
    }));

  test("digests the password anew where its digest was made with weaker parameters", () =>
    rolledBack(async (tx) => {
      const { email } = await anAccount(tx);
      const weak = await hash(testPassword, { algorithm: 2, memoryCost: 8192, timeCost: 1, parallelism: 1 });
      await tx.user.update({ where: { email }, data: { passwordDigest: weak } });
      await refusalOf(createSession(anonymous(tx), { email, password: wrong }));
      expect((await tx.user.findUniqueOrThrow({ where: { email } })).passwordDigest).toBe(weak);
      await signIn(anonymous(tx), { email, password: testPassword });
      const { passwordDigest } = await tx.user.findUniqueOrThrow({ where: { email } });
      expect(passwordDigest, "an old digest stays weak for ever").toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      await signIn(anonymous(tx), { email, password: testPassword });
    }));

  test("wrong ten times makes wait, even with the right password, and it is recorded once", () =>
    rolledBack(async (tx) => {
      const { email, account } = await anAccount(tx);
      for (let n = 1; n <= 10; n++) {
        const refusal = await refusalOf(createSession(anonymous(tx), { email, password: wrong }));
        expect(refusal.code, `attempt ${n}`).toBe("credential_invalid");
      }
      const refusal = await refusalOf(createSession(anonymous(tx), { email, password: testPassword }));
      expect(refusal).toMatchObject({ code: "throttled", retryAfterSeconds: expect.any(Number) });
      const refused = (await auditOf(tx, account.id)).filter((event) => event.result === "refused");
      expect(refused).toHaveLength(1);
    }));

  test("names that do not exist are made to wait as well", () =>
    rolledBack(async (tx) => {
      const email = `${randomUUID()}@example.test`;
      for (let n = 1; n <= 10; n++) await refusalOf(createSession(anonymous(tx), { email, password: wrong }));
      expect((await refusalOf(createSession(anonymous(tx), { email, password: wrong }))).code).toBe("throttled");
    }));

  test("the wait ends, grows with each further failure, and a success ends the count", () =>
    rolledBack(async (tx) => {
      const { email } = await anAccount(tx);
      const attempt = (password: string) => createSession(anonymous(tx), { email, password });
      const letTimePass = () => tx.$executeRaw`UPDATE throttle SET blocked_until = clock_timestamp()`;
      for (let n = 1; n <= 10; n++) await refusalOf(attempt(wrong));
      const waits: number[] = [];
      for (let n = 0; n < 12; n++) {
        waits.push(((await refusalOf(attempt(wrong))) as unknown as { retryAfterSeconds: number }).retryAfterSeconds);
        await letTimePass();
        await refusalOf(attempt(wrong));
      }
      expect(waits).toEqual([...waits].sort((a, b) => a - b));
      expect(waits.at(-1), "somebody is locked out for good").toBeLessThanOrEqual(300);
      await letTimePass();
      await attempt(testPassword);
      for (let n = 1; n <= 9; n++) expect((await refusalOf(attempt(wrong))).code).toBe("credential_invalid");
      await attempt(testPassword);
    }));

  test("another user's success resets nothing", () =>
    rolledBack(async (tx) => {
      const [victim, attacker] = [await anAccount(tx), await anAccount(tx)];
      for (let n = 1; n <= 10; n++) {
        await refusalOf(createSession(anonymous(tx), { email: victim.email, password: wrong }));
        await createSession(anonymous(tx), { email: attacker.email, password: testPassword });
      }
      const next = createSession(anonymous(tx), { email: victim.email, password: wrong });
      expect((await refusalOf(next)).code).toBe("throttled");
    }));

  test("one address that tries many names is made to wait", () =>
    rolledBack(async (tx) => {
      const request = { id: "x", address: "2001:db8:1:2::7", agent: null };
      const neighbour = { ...request, address: "2001:db8:1:2:ffff::1" };
      await tx.$executeRaw`DELETE FROM throttle`;
      const attempt = (from: typeof request) =>
        refusalOf(
          createSession({ ...anonymous(tx), request: from }, { email: `${randomUUID()}@x.test`, password: wrong }),
        );
      for (let n = 1; n <= 100; n++) expect((await attempt(request)).code).toBe("credential_invalid");
      expect((await attempt(neighbour)).code, "a new address of the same /64 starts anew").toBe("throttled");
      expect((await attempt({ ...request, address: "2001:db8:1:3::7" })).code).toBe("credential_invalid");
    }));
});

describe("a change that comes in while a sign-in is under way leaves it no session:", () => {
  const cases = {
    "a changed password": {
      lock: (tx: Tx, { user }: Signer) => tx.$executeRaw`SELECT 1 FROM app_user WHERE id = ${user.id}::uuid FOR UPDATE`,
      change: (tx: Tx, { user }: Signer) =>
        tx.$executeRaw`UPDATE app_user SET password_changed_at = clock_timestamp() WHERE id = ${user.id}::uuid`,
    },
    "revoked access": {
      lock: (tx: Tx, { membership }: Signer) =>
        tx.$executeRaw`SELECT 1 FROM membership WHERE id = ${membership.id}::uuid FOR UPDATE`,
      change: (tx: Tx, { membership }: Signer) =>
        tx.$executeRaw`UPDATE membership SET status = 'revoked' WHERE id = ${membership.id}::uuid`,
    },
  };
  test.each(Object.keys(cases) as (keyof typeof cases)[])("%s", async (which) => {
    const signer = await db().$transaction((tx) => anAccount(tx), { maxWait: 10_000 });
    const { lock, change } = cases[which];
    const attempt = () => refusalOf(createSession(anonymous(), { email: signer.email, password: testPassword }));
    const refusal = await whileItWaits(
      (tx) => lock(tx, signer),
      attempt,
      (tx) => change(tx, signer),
    );
    expect(refusal.code, "who knows the old password is still signed in").toBe("credential_invalid");
    expect(await db().session.count({ where: { membershipId: signer.membership.id } })).toBe(1);
  });
});

describe("a session", () => {
  test("ends with sign-out, on the next request, and ending it again is no error", () =>
    rolledBack(async (tx) => {
      const { caller, actor, account } = await anAccount(tx);
      expect(await readSession(actor.sessionId, tx)).not.toBeNull();
      await endSession(caller, {});
      expect(await readSession(actor.sessionId, tx), "a signed-out cookie still opens the console").toBeNull();
      await endSession(caller, {});
      expect((await auditOf(tx, account.id)).map((event) => event.action)).toEqual(["session.end", "session.end"]);
    }));

  test("ends with its time and with its member", () =>
    rolledBack(async (tx) => {
      const { actor, membership } = await anAccount(tx);
      await tx.membership.update({ where: { id: membership.id }, data: { status: "revoked" } });
      expect(await readSession(actor.sessionId, tx)).toBeNull();
      await tx.membership.update({ where: { id: membership.id }, data: { status: "active" } });
      await tx.$executeRaw`UPDATE session SET expires_at = clock_timestamp() - interval '1 millisecond' WHERE id = ${actor.sessionId}::uuid`;
      expect(await readSession(actor.sessionId, tx)).toBeNull();
    }));

  test("has a role that changes on the next request", () =>
    rolledBack(async (tx) => {
      const { actor, membership } = await anAccount(tx);
      await tx.membership.update({ where: { id: membership.id }, data: { role: "viewer" } });
      expect((await readSession(actor.sessionId, tx))?.actor.role).toBe("viewer");
    }));

  test.each(["", "x", "00000000-0000-0000-0000-000000000000"])("%j is nobody's", async (id) => {
    expect(await readSession(id)).toBeNull();
  });
});
