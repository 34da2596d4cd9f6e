import { z } from "zod";
import { AppError } from "@/lib/core/errors";

/** A private token without the token: that is in the answer that makes it and in no other. */
export const privateTokenView = z.object({
  /** Its integer id. */
  number: z.int(),
  name: z.string(),
  hint: z.string(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
});
export type PrivateTokenView = z.output<typeof privateTokenView>;

const numberMessage = "Private token: its integer id is needed.";
export const privateTokenNumber = z.int(numberMessage).min(1, numberMessage).max(2_147_483_647, numberMessage);

type Row = {
  number: number;
  name: string | null;
  hint: string | null;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
};

export const toPrivateTokenView = (row: Row): PrivateTokenView => ({
  ...{ number: row.number, name: row.name ?? "", hint: row.hint ?? "", created_at: row.createdAt.toISOString() },
  ...{ expires_at: row.expiresAt.toISOString(), last_used_at: row.lastUsedAt?.toISOString() ?? null },
});

/** What the audit log calls one. */
export const privateTokenTarget = ({ id, name }: { id: string; name: string | null }) => ({
  ...{ type: "token", id, name: name ?? "" },
});

export const noSuchPrivateToken = () => new AppError("not_found", "There is no such private token.");
