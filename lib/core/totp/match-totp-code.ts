import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { digestsOf } from "@/lib/core/secrets";
import { openFromVault } from "@/lib/core/vault";
import type { Db, Tx } from "@/lib/db";
import { stepOfCode } from "./totp";

/** A TOTP code or a recovery code as people type them: spaces do not count, nor do dashes between digits. */
export const totpCodeSchema = z
  .string("Code: text is needed.")
  .max(64, "Code: six digits, or a recovery code.")
  .transform((text) => text.replace(/\s/g, "").toLowerCase())
  .refine((text) => text !== "", "Code: six digits, or a recovery code.");

export type TotpMatch = { by: "totp"; step: number } | { by: "recovery_code"; id: string };

/**
 * What a code is good for at the moment, without spending it; null: nothing. Codes of a step that was used already, or of one
 * before it, are none (RFC 6238 section 5.2).
 */
export async function matchTotpCode(db: Db, userId: string, code: string, now: Date): Promise<TotpMatch | null> {
  const row = await db.totp.findFirst({ where: { userId, confirmedAt: { not: null } } });
  if (!row) return null;
  if (/^\d{6}$/.test(code)) {
    const seed = openFromVault(row, totpPlace(userId));
    const step = stepOfCode(seed, code, now);
    return step !== null && step > row.lastStep ? { by: "totp", step } : null;
  }
  const where = { userId, usedAt: null, digest: { in: digestsOf(recoveryText(userId, code)) } };
  const found = await db.recoveryCode.findFirst({ where, select: { id: true } });
  return found && { by: "recovery_code", id: found.id };
}

/**
 * Spends a code, so that it works once over all nodes, whoever else holds it at the same moment (SECURITY.md A3).
 * @throws AppError `totp_code_invalid` where another request was first.
 */
export async function spendTotpMatch(db: Tx, userId: string, match: TotpMatch, now: Date): Promise<void> {
  const { count } =
    match.by === "totp"
      ? await db.totp.updateMany({ where: { userId, lastStep: { lt: match.step } }, data: { lastStep: match.step } })
      : await db.recoveryCode.updateMany({ where: { id: match.id, usedAt: null }, data: { usedAt: now } });
  if (count === 0) throw totpCodeInvalid();
}

export const totpCodeInvalid = () =>
  new AppError("totp_code_invalid", "This code is not right, or it was used already. Wait for the next one.", {
    issues: [{ path: "code", message: "This code is not right, or it was used already." }],
  });

/** Where a user's seed is sealed. */
export const totpPlace = (userId: string) => ({ ownerId: userId, recordId: userId, purpose: "totp seed" }) as const;

/** What the digest of a recovery code covers. */
export const recoveryText = (userId: string, code: string) => `recovery code ${userId} ${code}`;
