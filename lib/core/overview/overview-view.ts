import { z } from "zod";

/** A passcode as the overview names it: the account's, or a user's by its holder. */
const held = {
  kind: z.enum(["account", "user"]),
  id: z.uuid(),
  name: z.string().describe("The passcode's; of a user's passcode the user's"),
  email: z.string().nullable().describe("The user's; null of an account's passcode"),
};

const expiringPasscode = z.object({
  ...held,
  expires_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
});
export type ExpiringPasscode = z.output<typeof expiringPasscode>;

const calledPasscode = z.object({
  ...held,
  refusals: z.int().describe("In the last 7 days, because it had expired"),
  last_call_at: z.iso.datetime(),
});
export type CalledPasscode = z.output<typeof calledPasscode>;

const expiryMonth = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  account_count: z.int(),
  user_count: z.int(),
});
export type ExpiryMonth = z.output<typeof expiryMonth>;

/** What an account's overview says: what needs attention first, then what is to come. */
export const overviewView = z.object({
  expiring: z.object({
    data: z.array(expiringPasscode).describe("The 8 that end first"),
    account_count: z.int(),
    user_count: z.int(),
  }),
  expired_still_called: z.object({
    data: z.array(calledPasscode).describe("The 5 that were refused most often"),
    count: z.int(),
  }),
  failed_mails: z.int(),
  expiries_by_month: z.array(expiryMonth).length(12).describe("This month and the next 11, by the account's clock"),
  time_zone: z.string(),
  has_passcodes: z.boolean().describe("Whether there is one of either kind, in whatever status"),
  passcode_count: z.int().describe("Account passcodes that are not expired"),
  passcode_limit: z.int(),
});
export type OverviewView = z.output<typeof overviewView>;
