import { z } from "zod";

/** What somebody is signed in by: a token of a dialect, or a session of the console. */
export const liveTokenKinds = [
  "console_session",
  "session_token",
  "temporary_token",
  "jwt",
  "access_token",
  "refresh_token",
  "private_token",
] as const;
export type LiveTokenKind = (typeof liveTokenKinds)[number];

export const tokenView = z.object({
  id: z.uuid(),
  kind: z.enum(liveTokenKinds),
  /** The membership's; null: the account's own, by its API key. */
  user_id: z.uuid().nullable(),
  user_name: z.string().nullable(),
  user_email: z.string().nullable(),
  /** A private token's. */
  name: z.string().nullable(),
  hint: z.string().nullable(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
});
export type TokenView = z.output<typeof tokenView>;
