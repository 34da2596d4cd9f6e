import type { Policy } from "@/lib/core/account/policy";

export const dialectWords: Record<keyof Policy["dialects"], { name: string; hint: string }> = {
  passcode: { name: "Passcode", hint: "account id and passcode, in two headers" },
  temporary: { name: "Temporary token", hint: "a passcode, exchanged for a token that ends soon" },
  session: { name: "Session", hint: "a user's sign-in, renewed while it is used" },
  basic: { name: "Basic", hint: "a user's e-mail and password with each call" },
  jwt: { name: "JWT", hint: "a signed token, and its access tokens" },
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

export const reminderWords = (day: number) =>
  day > 0 ? `${day} ${day === 1 ? "day" : "days"} before` : day === 0 ? "on the day" : `${-day} after`;
