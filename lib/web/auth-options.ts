import "server-only";
import type { NextAuthOptions } from "next-auth";
import { endSession } from "@/lib/core/session/end-session";
import { keys } from "@/lib/keys";
import { log } from "@/lib/log";
import { requestInfo } from "./request-info";
import type { Session } from "./session";
import { sealSessionId, sessionCookie, unsealSessionId } from "./session-cookie";

/**
 * next-auth over the same cookie, without a provider: sign-in is our own server action (DESIGN 4.15).
 * @param session what the cookie of this request is worth now; a dead one reads as no session.
 */
export function authOptions(headers: Pick<Headers, "get">, session: Session | null): NextAuthOptions {
  const { name, options } = sessionCookie();
  const maxAge = session ? secondsUntil(session.expiresAt) : 0;
  return {
    secret: keys().sessionSecret,
    providers: [],
    pages: { signIn: "/sign-in", signOut: "/", error: "/sign-in" },
    session: { strategy: "jwt", maxAge },
    useSecureCookies: options.secure,
    cookies: { sessionToken: { name, options } },
    jwt: {
      encode: ({ token }) => sealSessionId(String(token?.sid), maxAge),
      decode: async ({ token }) => {
        const cookie = session && (await unsealSessionId(token));
        return cookie ? { sid: cookie.sessionId } : null;
      },
    },
    callbacks: {
      session: (given) => ({ ...given.session, user: { name: session?.user.name, email: session?.user.email } }),
    },
    events: {
      signOut: async () => {
        if (session) await endSession({ actor: session.actor, request: requestInfo(headers) }, {});
      },
    },
    logger: {
      error: (code) => log.debug({ code }, "next-auth refused"),
      warn: (code) => log.debug({ code }, "next-auth warned"),
      debug: () => {},
    },
  };
}

const secondsUntil = (end: Date) => Math.max(0, Math.floor((end.getTime() - Date.now()) / 1000));
