import type { Db } from "@/lib/db";
import { Prisma } from "@/lib/generated/prisma/client";
import type { TokenView } from "./token-view";

type Row = Omit<TokenView, "created_at" | "expires_at" | "last_used_at"> & {
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
};

/** The live tokens and console sessions of an account, as `t`. @param now the database's clock. */
export function fromLiveTokens(accountId: string, now: Date): Prisma.Sql {
  return Prisma.sql`(
    SELECT t.id, k.name AS kind, t.membership_id AS user_id, u.name AS user_name, u.email AS user_email, t.name, t.hint,
           t.created_at, t.expires_at, t.last_used_at, t.address, t.agent
    FROM token t
    JOIN (VALUES ('session'::token_kind, 'session_token'), ('temporary', 'temporary_token'), ('jwt', 'jwt'),
      ('access', 'access_token'), ('refresh', 'refresh_token'), ('private', 'private_token')) k(of, name) ON k.of = t.kind
    LEFT JOIN membership m ON m.id = t.membership_id LEFT JOIN app_user u ON u.id = m.user_id
    WHERE t.account_id = ${accountId}::uuid AND t.ended_at IS NULL AND t.expires_at > ${now}
    UNION ALL
    SELECT s.id, 'console_session', s.membership_id, u.name, u.email, NULL, NULL, s.signed_in_at, s.expires_at, NULL, s.address, s.agent
    FROM session s JOIN membership m ON m.id = s.membership_id JOIN app_user u ON u.id = m.user_id
    WHERE m.account_id = ${accountId}::uuid AND s.ended_at IS NULL AND s.expires_at > ${now}) t`;
}

/** The selected ones, in order. @param more what follows FROM: WHERE, ORDER BY, LIMIT. */
export async function selectLiveTokens(db: Db, accountId: string, now: Date, more: Prisma.Sql): Promise<TokenView[]> {
  const rows = await db.$queryRaw<Row[]>`SELECT t.* FROM ${fromLiveTokens(accountId, now)} ${more}`;
  return rows.map((row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
  }));
}
