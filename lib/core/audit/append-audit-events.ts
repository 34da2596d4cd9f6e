import { createHash } from "node:crypto";
import { type Actor, actorName, type Context } from "@/lib/core/context";
import type { Action } from "@/lib/core/permissions";
import type { Tx } from "@/lib/db";

export type AuditTarget = { type: string; id: string; name: string };
type Detail = { [key: string]: string | number | boolean | null | Detail };

/** What a command says of itself. */
export type AuditEntry = {
  target: AuditTarget | null;
  /** What changed; never a secret. */
  detail?: Detail;
  /** The account whose chain it belongs to, where the actor is in none; null: the installation's. */
  accountId?: string | null;
};

/** The chain of the installation: set-up, the operator's command, sign-ins of unknown names. */
export const installationChainId = "00000000-0000-0000-0000-000000000000";

/** The columns that the hash covers, in its order. */
export type AuditRow = {
  chainId: string;
  seq: bigint;
  at: Date;
  actorType: Actor["type"];
  actorId: string | null;
  actorName: string;
  action: string;
  targetType: string | null;
  targetId: string | null;
  targetName: string | null;
  result: string;
  detail: unknown;
  address: string | null;
  agent: string | null;
  requestId: string;
};

/**
 * Adds events to their chains, in the transaction of what they record: no audit row, no change. Locks the heads of the chains, so it
 * comes last; always in the same order, so that none waits in a circle.
 * @param result `ok`, or `refused` for a refusal of rights.
 */
export async function appendAuditEvents(
  ctx: Context,
  action: Action,
  result: "ok" | "refused",
  entries: readonly AuditEntry[],
): Promise<void> {
  const chains = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const chainId = chainOf(ctx.actor, entry);
    chains.set(chainId, [...(chains.get(chainId) ?? []), entry]);
  }
  for (const chainId of [...chains.keys()].sort()) {
    await appendToChain(ctx, chainId, (seq) => rowsOf(ctx, action, result, chainId, seq, chains.get(chainId) ?? []));
  }
}

const chainOf = (actor: Actor, entry: AuditEntry) =>
  entry.accountId ?? ("accountId" in actor ? actor.accountId : null) ?? installationChainId;

async function appendToChain({ db }: Context, chainId: string, rowsAfter: (seq: bigint) => ChainRow[]): Promise<void> {
  const head = await lockHead(db, chainId);
  let { hash } = head;
  const rows = rowsAfter(head.seq).map((row) => {
    hash = auditHash(hash, row);
    return { ...row, seq: row.seq.toString(), hash: `\\x${Buffer.from(hash).toString("hex")}` };
  });
  const seq = head.seq + BigInt(rows.length);
  await db.$executeRaw`
    WITH moved AS (UPDATE audit_chain SET seq = ${seq}, hash = ${hash} WHERE id = ${chainId}::uuid)
    INSERT INTO audit_event (chain_id, seq, at, actor_type, actor_id, actor_name, action, target_type, target_id, target_name, result, detail,
      address, agent, request_id, hash)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS event ("chainId" uuid, seq bigint, at timestamptz, "actorType" text,
      "actorId" text, "actorName" text, action text, "targetType" text, "targetId" text, "targetName" text, result text, detail jsonb,
      address text, agent text, "requestId" text, hash bytea)`;
}

type ChainRow = AuditRow & { detail: Detail };

function rowsOf(
  { actor, request, now }: Context,
  action: Action,
  result: "ok" | "refused",
  chainId: string,
  lastSeq: bigint,
  entries: readonly AuditEntry[],
): ChainRow[] {
  return entries.map((entry, index) => ({
    chainId,
    seq: lastSeq + BigInt(index + 1),
    at: now,
    actorType: actor.type,
    actorId: actor.type === "user" ? actor.membershipId : "id" in actor ? actor.id : null,
    actorName: actorName(actor),
    action,
    targetType: entry.target?.type ?? null,
    targetId: entry.target?.id ?? null,
    targetName: entry.target?.name ?? null,
    result,
    detail: entry.detail ?? {},
    address: request.address,
    agent: request.agent,
    requestId: request.id,
  }));
}

/** SHA-256 over the hash before it and the row, each field in its place, object keys sorted. */
export function auditHash(previousHash: Uint8Array, row: AuditRow): Uint8Array<ArrayBuffer> {
  const { chainId, seq, at, actorType, actorId, action, targetType, targetId, targetName, result } = row;
  const fields = [
    ...[chainId, seq.toString(), at.toISOString(), actorType, actorId, row.actorName, action],
    ...[targetType, targetId, targetName, result, sorted(row.detail), row.address, row.agent, row.requestId],
  ];
  return new Uint8Array(createHash("sha256").update(previousHash).update(JSON.stringify(fields)).digest());
}

async function lockHead(db: Tx, chainId: string): Promise<{ seq: bigint; hash: Uint8Array }> {
  const select = () =>
    db.$queryRaw<{ seq: bigint; hash: Uint8Array }[]>`
      SELECT seq, hash FROM audit_chain WHERE id = ${chainId}::uuid FOR UPDATE`;
  const [head] = await select();
  if (head) return head;
  await db.$executeRaw`
    INSERT INTO audit_chain (id, seq, hash) VALUES (${chainId}::uuid, 0, decode(repeat('00', 32), 'hex'))
    ON CONFLICT (id) DO NOTHING`;
  const [made] = await select();
  if (!made) throw new Error(`the audit chain ${chainId} has no head`);
  return made;
}

/** PostgreSQL's jsonb keeps no order of keys, so the hash may not depend on one. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
