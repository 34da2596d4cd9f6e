import type { NoticeKind } from "@/lib/core/notice/notice-kinds";
import { mailedTokenPlace } from "@/lib/core/notice/tell-person";
import { openFromVault } from "@/lib/core/vault";
import type { Db } from "@/lib/db";

/** The token that the newest mail of a kind to an address will have. @throws Error where none waits. */
export async function mailedToken(tx: Db, recipient: string, kind: NoticeKind): Promise<string> {
  const notice = await tx.notice.findFirstOrThrow({
    where: { recipient, kind, sealed: { not: null } },
    orderBy: { createdAt: "desc" },
  });
  const { id, sealed, vaultKeyId } = notice;
  if (!sealed || !vaultKeyId) throw new Error("the token is gone");
  return openFromVault({ sealed, vaultKeyId }, mailedTokenPlace(id, recipient));
}
