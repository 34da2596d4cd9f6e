import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db";

/**
 * @param nameKey the name NFC and case-folded. @param exceptId the passcode that may have it: itself.
 * @throws AppError `name_taken`; the unique index stands behind it.
 */
export async function requireFreeName(db: Tx, accountId: string, nameKey: string, exceptId?: string): Promise<void> {
  const namesake = await db.passcode.findFirst({ where: { accountId, nameKey, deletedAt: null } });
  if (!namesake || namesake.id === exceptId) return;
  const message = `There is already a passcode named “${namesake.name}”. Choose another name.`;
  throw new AppError("name_taken", message, { issues: [{ path: "name", message }] });
}
