import { z } from "zod";
import { passcodeStatuses } from "@/lib/core/passcode/passcode-view";
import { roles } from "@/lib/core/permissions";

export const userStatuses = ["active", "invited", "revoked"] as const;
export type UserStatus = (typeof userStatuses)[number];

/** A user's passcode is never rolling or suspended, and may be revoked. */
export const userPasscodeStatuses = ["revoked", ...passcodeStatuses] as const;
export type UserPasscodeStatus = (typeof userPasscodeStatuses)[number];

/** A user's passcode as administrators see it: never with its secret. */
export const userPasscodeView = z.object({
  id: z.uuid(),
  status: z.enum(userPasscodeStatuses).describe("The first that fits of revoked, expired, expiring_soon, active"),
  hint: z.string(),
  expires_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  created_by: z.string(),
  last_used_at: z.iso.datetime().nullable().describe("Within a minute"),
  version: z.int(),
});
export type UserPasscodeView = z.output<typeof userPasscodeView>;

/** A user of an account as he is on the wire and in the console (WIRE.md, Management API); the ids are the membership's. */
export const userView = z.object({
  id: z.uuid(),
  org_user_id: z.int(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  status: z.enum(userStatuses),
  has_totp: z.boolean(),
  created_at: z.iso.datetime(),
  last_sign_in_at: z.iso.datetime().nullable(),
  invitation_expires_at: z.iso.datetime().nullable().describe("While he is invited: until when his link opens"),
  passcode: userPasscodeView.nullable().describe("The live one, or the last one that was revoked"),
});
export type UserView = z.output<typeof userView>;
