import { z } from "zod";
import { scopes } from "@/lib/core/permissions";
import type { ServiceKey } from "@/lib/generated/prisma/client";

export const serviceKeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  hint: z.string(),
  expires_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  created_by: z.string(),
  last_used_at: z.iso.datetime().nullable(),
});
export type ServiceKeyView = z.output<typeof serviceKeyView>;

export function toServiceKeyView(row: ServiceKey): ServiceKeyView {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes as ServiceKeyView["scopes"],
    hint: row.hint,
    expires_at: row.expiresAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    created_by: row.createdBy,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
  };
}
