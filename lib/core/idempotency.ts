import { hkdfSync } from "node:crypto";
import type { Tx } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";
import { readClock } from "./clock";
import type { Context, Idempotency } from "./context";
import { AppError } from "./errors";
import { seal, unseal } from "./seal";
import { digestSecret, digestsOf } from "./secrets";

export const answerHours = 24;
export const secretMinutes = 15;

const keyText = ({ scope, key }: Idempotency) => `idempotency key ${scope}\n${key}`;
const inputText = (input: unknown) => `idempotency input ${JSON.stringify(input, sortKeys)}`;

/**
 * The first answer to a repeated request: for 15 minutes with its secret, for 24 hours without. The lock is the transaction's, so
 * that what is in flight ends with the node that held it (WIRE.md, Management API; SECURITY.md C3).
 * @returns null where this is the first.
 * @throws AppError `idempotency_in_flight`, `idempotency_key_reused` (another input under the same key).
 */
export async function findFirstAnswer<Output>(
  tx: Tx,
  idempotency: Idempotency | undefined,
  input: unknown,
): Promise<{ output: Output } | null> {
  if (!idempotency) return null;
  const digests = digestsOf(keyText(idempotency));
  const lock = Buffer.from(digests[0] ?? []).readBigInt64BE();
  const [{ free }] = await tx.$queryRaw<[{ free: boolean }]>`SELECT pg_try_advisory_xact_lock(${lock}) AS free`;
  if (!free) {
    throw new AppError("idempotency_in_flight", "The first request with this Idempotency-Key is still under way.", {
      retryAfterSeconds: 1,
    });
  }
  const row = await tx.idempotency.findFirst({ where: { key: { in: digests } } });
  if (!row) return null;
  const ageMs = (await readClock(tx)).getTime() - row.createdAt.getTime();
  if (ageMs > answerHours * 3_600_000) {
    await tx.idempotency.delete({ where: { key: row.key } });
    return null;
  }
  if (!digestsOf(inputText(input)).some((digest) => Buffer.from(digest).equals(row.requestDigest))) {
    throw new AppError(
      "idempotency_key_reused",
      "This Idempotency-Key was used for another request. Take a new key for a new request.",
    );
  }
  idempotency.onReplay();
  const whole = row.sealedOutput && ageMs <= secretMinutes * 60_000;
  const output = whole
    ? JSON.parse(unseal(row.sealedOutput as Uint8Array, sealingKey(idempotency), row.key))
    : row.output;
  return { output: output as Output };
}

/** Keeps an answer for its repeats, in the transaction of the change. @param secretField what is kept only sealed. */
export async function keepAnswer(
  { db, now }: Context,
  idempotency: Idempotency | undefined,
  input: unknown,
  output: unknown,
  secretField: string | undefined,
): Promise<void> {
  if (!idempotency) return;
  const key = digestSecret(keyText(idempotency)).digest;
  const withoutSecret = { ...(output as Record<string, unknown>) };
  if (secretField) delete withoutSecret[secretField];
  await db.idempotency.create({
    data: {
      key,
      requestDigest: digestSecret(inputText(input)).digest,
      output: withoutSecret as Prisma.InputJsonObject,
      sealedOutput: secretField ? seal(JSON.stringify(output), sealingKey(idempotency), key) : null,
      createdAt: now,
    },
  });
}

/** A key that only who holds the caller's credential and the client's key can make (RFC 5869). */
function sealingKey({ callerSecret, key }: Idempotency): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", callerSecret, key, "watchword idempotent answer", 32));
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
