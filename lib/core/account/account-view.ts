import { z } from "zod";
import type { Db } from "@/lib/db";
import { env } from "@/lib/env";
import type { Account } from "@/lib/generated/prisma/client";
import { policyOf, policySchema, type Region, regions } from "./policy";

export const accountView = z.object({
  id: z.string().meta({ examples: ["W7K-4RT-9X2P"] }),
  org_id: z.int(),
  name: z.string(),
  realm: z.string(),
  region: z.enum(regions),
  time_zone: z.string().describe("An IANA name: reminders are sent by its clock"),
  api_host: z.string().describe("Where this account's API is called"),
  passcode_count: z.int().describe("Account passcodes that are not expired"),
  policy: policySchema,
  version: z.int(),
});
export type AccountView = z.output<typeof accountView>;

/** An account as it is on the wire (WIRE.md, Management API). @param now the database's clock. */
export async function toAccountView(db: Db, row: Account, now: Date): Promise<AccountView> {
  const unexpired = { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  const region = row.region as Region;
  return {
    id: row.publicId,
    org_id: row.orgId,
    name: row.name,
    realm: row.realm,
    region,
    time_zone: row.timeZone,
    api_host: apiOrigin(region).host,
    passcode_count: await db.passcode.count({
      where: { accountId: row.id, membershipId: null, deletedAt: null, ...unexpired },
    }),
    policy: policyOf(row.policy),
    version: row.version,
  };
}

/** The address of a region's API: from the settings, or the one address that there is. */
export function apiOrigin(region: Region): URL {
  return new URL(env().REGION_HOSTS[region] ?? env().PUBLIC_URL);
}
