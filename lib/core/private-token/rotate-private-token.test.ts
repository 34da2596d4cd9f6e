import { describe, expect, test } from "vitest";
import { createAccessToken } from "@/lib/core/access-token/create-access-token";
import { updateAccount } from "@/lib/core/account/update-account";
import { dayMs, readClock } from "@/lib/core/clock";
import type { Caller } from "@/lib/core/context";
import { digestsOf, parseToken } from "@/lib/core/secrets";
import { updateUser } from "@/lib/core/user/update-user";
import { db, type Tx } from "@/lib/db";
import { aMember, withTotp } from "@/lib/testing/a-member";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, anonymous, rolledBack, testPassword } from "@/lib/testing/rolled-back";
import { createPrivateToken } from "./create-private-token";
import { listPrivateTokens } from "./list-private-tokens";
import { revokePrivateToken } from "./revoke-private-token";
import { rotatePrivateToken } from "./rotate-private-token";

const inDays = async (days: number) => new Date((await readClock(db())).getTime() + days * dayMs).toISOString();
const create = async (caller: Caller, days = 100) =>
  createPrivateToken(caller, { name: "Export", expires_at: await inDays(days) });
const rowOf = (tx: Tx, number: number) => tx.token.findUniqueOrThrow({ where: { number } });
const daysLeft = async (end: Date | string) => (new Date(end).getTime() - (await readClock(db())).getTime()) / dayMs;
const expireNow = (tx: Tx, number: number) => tx.$executeRaw`
  UPDATE token SET signed_in_at = signed_in_at - interval '1 hour', created_at = created_at - interval '1 hour',
    expires_at = clock_timestamp() WHERE number = ${number}::int`;

describe("a rotated private token", () => {
  test("has a successor of the same name and end, and lives on for the overlap", () =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx, "member");
      const old = await create(caller);
      const made = await rotatePrivateToken(caller, { number: old.number, overlap_seconds: 3 * 86_400 });
      expect(parseToken(made.token)).toEqual({ kind: "pt" });
      expect(made).toMatchObject({ name: "Export", expires_at: old.expires_at });
      expect([made.number, made.token]).not.toEqual([old.number, old.token]);
      const [before, after] = [await rowOf(tx, old.number), await rowOf(tx, made.number)];
      expect(before.endedAt).toBeNull();
      expect(await daysLeft(before.expiresAt)).toBeCloseTo(3, 2);
      expect(Buffer.from(after.digest)).toEqual(Buffer.from(digestsOf(made.token)[0] ?? ""));
      expect(after.signInId, "what ends the one ends the other").not.toBe(before.signInId);
      const { data } = await listPrivateTokens(caller, {});
      expect(data.map(({ number }) => number)).toEqual([made.number, old.number]);
      const event = (await auditOf(tx, account.id)).at(-1);
      expect(event).toMatchObject({ action: "private-token.rotate", targetId: after.id, targetName: "Export" });
      const text = JSON.stringify([data, event?.detail]);
      for (const { token } of [old, made]) expect(text).not.toContain(token.slice(5, 37));
    }));

  test("ends at once without an overlap, and never later than it would have", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const [one, two] = [await create(caller), await create(caller, 1)];
      await rotatePrivateToken(caller, { number: one.number, overlap_seconds: 0 });
      expect((await rowOf(tx, one.number)).endedAt).not.toBeNull();
      await rotatePrivateToken(caller, {
        number: two.number,
        overlap_seconds: 30 * 86_400,
        expires_at: await inDays(300),
      });
      expect((await rowOf(tx, two.number)).expiresAt.toISOString(), "a rotation made it live longer").toBe(
        two.expires_at,
      );
      const { data } = await listPrivateTokens(caller, { sort: "-expires_at" });
      expect(await daysLeft(data[0]?.expires_at ?? "")).toBeCloseTo(300, 2);
    }));

  test("is followed by one that lives no longer than the account allows now", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const old = await create(caller, 300);
      await updateAccount(caller, { policy: { max_lifetime_days: 30 }, version: 1 });
      const tooLong = rotatePrivateToken(caller, { number: old.number, expires_at: await inDays(31) });
      expect(await refusalOf(tooLong)).toMatchObject({ code: "invalid_request", issues: [{ path: "expires_at" }] });
      const made = await rotatePrivateToken(caller, { number: old.number });
      expect(await daysLeft(made.expires_at)).toBeCloseTo(30, 2);
      expect(await daysLeft((await rowOf(tx, old.number)).expiresAt)).toBeCloseTo(1, 2);
    }));

  test.each([-1, 1.5, 2_592_001, "3600"])("is not given an overlap of %j", (overlap_seconds) =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const { number } = await create(caller);
      const refused = rotatePrivateToken(caller, { number, overlap_seconds: overlap_seconds as number });
      expect((await refusalOf(refused)).code).toBe("invalid_request");
      expect((await listPrivateTokens(caller, {})).matching_count).toBe(1);
    }),
  );
});

describe("private tokens are their holder's alone:", () => {
  test("another member, an administrator too, finds, rotates and revokes none", () =>
    rolledBack(async (tx) => {
      const { account, caller: admin } = await anAccount(tx);
      const { caller } = await aMember(tx, account.id, "viewer");
      const { number } = await create(caller);
      expect(await listPrivateTokens(admin, {})).toEqual({ data: [], matching_count: 0 });
      for (const attempt of [rotatePrivateToken, revokePrivateToken]) {
        expect((await refusalOf(attempt(admin, { number }))).code).toBe("not_found");
      }
      expect(await listPrivateTokens(caller, {})).toMatchObject({ matching_count: 1 });
    }));

  test("what has expired is revoked and not rotated, what is revoked neither", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const { number } = await create(caller);
      await expireNow(tx, number);
      expect((await refusalOf(rotatePrivateToken(caller, { number }))).code).toBe("not_found");
      await revokePrivateToken(caller, { number });
      for (const attempt of [rotatePrivateToken, revokePrivateToken]) {
        expect((await refusalOf(attempt(caller, { number }))).code).toBe("not_found");
      }
      expect((await listPrivateTokens(caller, {})).matching_count).toBe(0);
    }));

  test("no token of another kind is rotated or revoked as one", () =>
    rolledBack(async (tx) => {
      const { caller, email, membership } = await anAccount(tx);
      await createAccessToken(anonymous(tx), { email, password: testPassword });
      for (const { number } of await tx.token.findMany({ where: { membershipId: membership.id } })) {
        expect((await refusalOf(rotatePrivateToken(caller, { number }))).code).toBe("not_found");
        expect((await refusalOf(revokePrivateToken(caller, { number }))).code).toBe("not_found");
      }
    }));
});

describe("who makes one", () => {
  test("may have TOTP on where he is signed in to the console", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      await withTotp(caller);
      expect((await create(caller)).token).toMatch(/^wwpt_/);
    }));

  test("acts by no private token: it is neither the maker of another one nor of its own successor", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const { number } = await create(caller);
      const { signInId } = await rowOf(tx, number);
      const byToken = { ...caller, actor: { ...caller.actor, sessionId: signInId } as Caller["actor"] };
      expect((await refusalOf(create(byToken))).code).toBe("forbidden");
      expect((await refusalOf(rotatePrivateToken(byToken, { number }))).code).toBe("forbidden");
      expect((await listPrivateTokens(byToken, {})).matching_count).toBe(1);
    }));

  test("is still a member: a right that he lost meanwhile makes none", () =>
    rolledBack(async (tx) => {
      const { account, caller: admin } = await anAccount(tx);
      const { id, caller } = await aMember(tx, account.id);
      await updateUser(admin, { id, status: "revoked" });
      expect((await refusalOf(create(caller))).code).toBe("credential_invalid");
    }));

  test("counts as signed in when he proved himself, not when he made it", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const signedInAt = new Date((await readClock(tx)).getTime() - 3_600_000);
      const { number } = await create({ ...caller, actor: { ...caller.actor, signedInAt } as Caller["actor"] });
      expect((await rowOf(tx, number)).signedInAt, "a token is as fresh as a sign-in").toEqual(signedInAt);
    }));
});
