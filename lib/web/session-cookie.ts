import "server-only";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { keys } from "@/lib/keys";

/** The cookie's name and attributes; `__Host-` binds it to this very host over https (ASVS 3.3). */
export function sessionCookie() {
  const secure = env().PUBLIC_URL.startsWith("https:");
  return {
    name: secure ? "__Host-watchword" : "watchword",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}

/** What stands in the cookie: the session row's id, sealed. It is worth nothing without the row. */
export function sealSessionId(sessionId: string, maxAgeSeconds: number): Promise<string> {
  return encode({ token: { sid: sessionId }, secret: keys().sessionSecret, maxAge: maxAgeSeconds });
}

/** What was sealed, or null where the cookie is absent, forged or over. */
export async function unsealSessionId(
  sealed: string | undefined,
): Promise<{ sessionId: string; expiresAt: Date } | null> {
  if (!sealed) return null;
  try {
    const token = await decode({ token: sealed, secret: keys().sessionSecret });
    if (typeof token?.sid !== "string" || typeof token.exp !== "number") return null;
    return { sessionId: token.sid, expiresAt: new Date(token.exp * 1000) };
  } catch {
    return null;
  }
}
