import { randomUUID } from "node:crypto";
import { readClock } from "@/lib/core/clock";
import type { Context, UserActor } from "@/lib/core/context";
import { makeId } from "@/lib/core/secrets";
import { issueToken } from "@/lib/core/token/issue-token";
import { db } from "@/lib/db";
import { anonymous } from "@/lib/testing/rolled-back";
import type { Credential, Member } from "./model";
import type { AdministeredHouse } from "./people";

/** What a member signs in for. */
export type Issued = "token" | "jwt" | "access" | "private";

type Issue = (kind: Parameters<typeof issueToken>[1], days: number, name?: string) => ReturnType<typeof issueToken>;

const dayMs = 86_400_000;

const issuers = {
  token: async (issue, member) => {
    const { token: secret, expires_at: expiresAt, row } = await issue("session", 1);
    return [{ type: "token", secret, live: true, id: row.id, expiresAt, member }];
  },
  jwt: async (issue, member) => {
    const { token: secret, expires_at: expiresAt, row } = await issue("jwt", 1);
    return [{ type: "jwt", secret, live: true, id: row.id, expiresAt, member }];
  },
  /** Two of one sign-in: its own, and that of the refresh token that came with it, which is spent by that. */
  access: async (issue, member, { db, now }) => {
    const refresh = await issue("refresh", 1);
    await db.token.update({ where: { id: refresh.row.id }, data: { endedAt: now } });
    const known = { type: "access", live: true, member, spent: refresh.token } as const;
    const issued = [await issue("access", 1), await issue("access", 1)];
    return issued.map(({ token, expires_at, row }) => ({ ...known, secret: token, id: row.id, expiresAt: expires_at }));
  },
  private: async (issue, member) => {
    const name = randomUUID();
    const { token: secret, expires_at: expiresAt, row } = await issue("private", 100, name);
    return [{ type: "private", secret, live: true, id: row.id, number: row.number, name, expiresAt, member }];
  },
} satisfies Record<Issued, (issue: Issue, member: Member, ctx: Context) => Promise<Credential[]>>;

/**
 * Issues in one transaction what a member's sign-ins issue, each with a sign-in of its own. That he is proved first, with argon2 each time,
 * has tests of its own.
 */
export async function signIn(house: AdministeredHouse, member: Member, wanted: readonly Issued[]): Promise<void> {
  const { accountId, accountPublicId } = house.administrator.actor as UserActor;
  const holder = { account: { id: accountId, publicId: accountPublicId }, membershipId: member.id };
  const issued = await db().$transaction(async (tx) => {
    const now = await readClock(tx);
    const ctx: Context = { ...anonymous(), now, db: tx };
    const all: Credential[] = [];
    for (const one of wanted) {
      const signIn = { id: makeId(), at: now };
      const issue: Issue = (kind, days, name) =>
        issueToken(ctx, kind, holder, { signIn, expiresAt: new Date(now.getTime() + days * dayMs), name });
      all.push(...(await issuers[one](issue, member, ctx)));
    }
    return all;
  });
  house.credentials.push(...issued);
}
