import type { Policy } from "@/lib/core/account/policy";

export const dialectWords: Record<keyof Policy["dialects"], { name: string; hint: string }> = {
  passcode: { name: "Passcode", hint: "Account id and passcode, in two headers" },
  temporary: { name: "Temporary token", hint: "The account's API key, exchanged for a token that ends soon" },
  session: { name: "Session", hint: "A user's sign-in, renewed while it is used" },
  basic: { name: "Basic", hint: "A user's e-mail and password with each call, or a JWT for half an hour" },
  jwt: { name: "Access tokens", hint: "Short signed tokens, and private ones that live long" },
};

export const lifetimeWords: Record<keyof Policy["ttl_seconds"], string> = {
  temporary: "Temporary token",
  session: "Session, without a renewal",
  session_max: "Longest session",
  basic_jwt: "JWT",
  access: "Access token",
};

export const switchWords = {
  user_passcodes_only: {
    name: "User passcodes only",
    hint: "Calls with account passcodes are refused; each caller needs one of his own.",
  },
  totp_required: { name: "TOTP required", hint: "Who has none enrols it at his next page, before anything else." },
  digest_login: {
    name: "Digest login",
    hint: "A digest of e-mail and password signs in. It is as good as the password to whoever reads it.",
  },
} as const;

export const recipientWords = {
  administrators: { name: "Administrators", hint: "All of the account, each by his own address." },
  managers: { name: "Managers", hint: "All of the account." },
  holder: { name: "The holder", hint: "A user's passcode: the user. An account's: its contact, where it has one." },
} as const;

/** Who is reminded, in words. */
export function recipientsInWords({ also, ...people }: Policy["reminder_recipients"]): string {
  const kinds = Object.keys(recipientWords) as (keyof typeof recipientWords)[];
  const named = kinds.filter((kind) => people[kind]).map((kind) => recipientWords[kind].name);
  return [...named, ...also].join(", ") || "Nobody";
}

export const reminderWords = (day: number) =>
  day === 0 ? "on the day" : `${Math.abs(day)} ${Math.abs(day) === 1 ? "day" : "days"} ${day > 0 ? "before" : "after"}`;
