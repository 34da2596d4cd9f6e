/** What is told of a passcode, or of a private token: to the account's people and to its holder; what falls due together goes in one mail. */
export const passcodeKinds = [
  "expiry",
  "retirement",
  "passcode_granted",
  "passcode_reset",
  "passcode_revoked",
  "private_token_made",
  "private_token_expiry",
] as const;
export type PasscodeKind = (typeof passcodeKinds)[number];
/** Those that tell of an end, some days before it and after. */
export const reminderKinds = ["expiry", "retirement", "private_token_expiry"] as const satisfies PasscodeKind[];
export type ReminderKind = (typeof reminderKinds)[number];

/** What is told to one person of himself, each in a mail of its own. */
export const personKinds = [
  "invitation",
  "password_reset",
  "password_changed",
  "new_device",
  "totp_changed",
  "email_change",
  "email_changed",
] as const;
export type PersonKind = (typeof personKinds)[number];
export type NoticeKind = PasscodeKind | PersonKind;
export const noticeKinds = [...passcodeKinds, ...personKinds] as const;

/** Why somebody is told: it is his; he looks after the account; the policy names the address; he holds it as a partner. */
export type Relation = "holder" | "administrator" | "team" | "contact";

/** What a mail about a passcode, or a private token, says. Instants are RFC 3339 in UTC. */
export type PasscodeFacts = {
  account: string;
  /** An IANA name: dates are written by its clock. */
  zone: string;
  /** Whose passcode it is; `token`: it is a private token. */
  owner: "account" | "user" | "token";
  /** The passcode's name, or its user's; a private token's own. */
  name: string;
  /** Its user's. */
  email: string | null;
  /** The private token's id, where it is about one. */
  passcode_id: string;
  hint: string | null;
  /** The passcode's end, or the old secret's; null: never. */
  ends_at: string | null;
  last_used_at: string | null;
  /** Who did it. */
  by: string | null;
  relation: Relation;
};

/** Where from something was done. */
export type Origin = { at: string; zone: string; address: string | null; agent: string | null };

/** What a mail about a person's own affairs says, kind by kind. */
export type PersonFacts = {
  invitation: { account: string; by: string; role: string; expires_at: string; zone: string };
  password_reset: Origin & { expires_at: string };
  password_changed: Origin & { how: "changed" | "reset" };
  new_device: Origin & { account: string };
  totp_changed: Origin & { change: "on" | "off" | "reset"; by: string | null };
  email_change: Origin & { expires_at: string };
  email_changed: Origin & { new_email: string };
};

/** One notice as a mail needs it. `token`: a single-use link's, or null where the mail is only shown. */
export type Told =
  | { kind: PasscodeKind; day: number; facts: PasscodeFacts }
  | { [Kind in PersonKind]: { kind: Kind; facts: PersonFacts[Kind]; token: string | null } }[PersonKind];
