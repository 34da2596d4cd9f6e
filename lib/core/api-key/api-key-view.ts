import { z } from "zod";
import { AppError } from "@/lib/core/errors";

/** A member's API key, without the key: that is in the answer that makes it and in no other. */
export const apiKeyView = z.object({
  /** Its integer id. */
  number: z.int(),
  /** The member's integer id. */
  org_user_id: z.int(),
  hint: z.string(),
  created_at: z.iso.datetime(),
});
export type ApiKeyView = z.output<typeof apiKeyView>;

export const apiKeyNumber = z.strictObject({ number: z.int("API key: its integer id is needed.") });

/** What is read of a member's key that is live, in the caller's account. @param number its integer id. */
export const liveKey = (accountId: string, number: number) => ({
  where: { accountId, number, revokedAt: null, membershipId: { not: null } },
  include: { membership: { include: { user: true } } },
});

export const toApiKeyView = (
  row: { number: number; hint: string; createdAt: Date },
  { orgUserId }: { orgUserId: number },
): ApiKeyView => ({
  ...{ number: row.number, org_user_id: orgUserId, hint: row.hint, created_at: row.createdAt.toISOString() },
});

export const noSuchKey = () => new AppError("not_found", "There is no such API key.");
