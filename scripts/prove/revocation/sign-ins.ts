import { issueAccessPair } from "@/lib/core/access-token/issue-access-pair";
import { policyOf } from "@/lib/core/account/policy";
import { readClock } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { digestsOf, makeId } from "@/lib/core/secrets";
import { issueSessionToken } from "@/lib/core/session-token/issue-session-token";
import { issueToken } from "@/lib/core/token/issue-token";
import { db } from "@/lib/db";
import { anonymous } from "@/lib/testing/rolled-back";
import type { House, Member } from "./model";

/** Issues in one transaction what a member's sign-ins issue, each with a sign-in of its own; proving him, with argon2 each time, has tests of its own. */
async function issue<Issued>(
  { id }: Member,
  make: (ctx: Context, membership: Membership, signIn: { id: string; at: Date }) => Promise<Issued>,
): Promise<Issued> {
  return db().$transaction(async (tx) => {
    const membership = await tx.membership.findUniqueOrThrow({ where: { id }, include: { account: true } });
    const now = await readClock(tx);
    return make({ ...anonymous(), now, db: tx }, membership, { id: makeId(), at: now });
  });
}
type Membership = Parameters<typeof issueSessionToken>[1];

/** A session token. */
export async function signIn(house: House, member: Member): Promise<void> {
  const { token, expires_at: expiresAt, row } = await issue(member, issueSessionToken);
  house.credentials.push({ type: "token", secret: token, live: true, id: row.id, expiresAt, member });
}

/** A JWT of the Basic dialect. */
export async function signInForJwt(house: House, member: Member): Promise<void> {
  const {
    token,
    expires_at: expiresAt,
    row,
  } = await issue(member, ({ now, ...ctx }, { id, account }, signIn) => {
    const expires = new Date(now.getTime() + policyOf(account.policy).ttl_seconds.basic_jwt * 1000);
    return issueToken({ ...ctx, now }, "jwt", { account, membershipId: id }, { signIn, expiresAt: expires });
  });
  house.credentials.push({ type: "jwt", secret: token, live: true, id: row.id, expiresAt, member });
}

/** Two access tokens of one sign-in: its own, and that of the refresh token that came with it, which is spent by that. */
export async function signInForAccess(house: House, member: Member): Promise<void> {
  const { spent, rows } = await issue(member, async (ctx, membership, signIn) => {
    const rowOf = (secret: string) => ctx.db.token.findFirstOrThrow({ where: { digest: { in: digestsOf(secret) } } });
    const first = await issueAccessPair(ctx, membership, signIn);
    const { id } = await rowOf(first.refresh_token);
    await ctx.db.token.update({ where: { id }, data: { endedAt: ctx.now } });
    const secrets = [first.access_token, (await issueAccessPair(ctx, membership, signIn)).access_token];
    const rows = [];
    for (const secret of secrets) rows.push({ secret, ...(await rowOf(secret)) });
    return { spent: first.refresh_token, rows };
  });
  for (const { secret, id, expiresAt } of rows) {
    const known = { id, expiresAt: expiresAt.toISOString(), member, spent };
    house.credentials.push({ type: "access", secret, live: true, ...known });
  }
}
