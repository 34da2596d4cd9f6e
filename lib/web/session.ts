import "server-only";
import type { Route } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { readSession, type SignedIn } from "@/lib/core/session/read-session";
import { sealSessionId, sessionCookie, unsealSessionId } from "./session-cookie";

export type Session = SignedIn & { expiresAt: Date };

/** Who is signed in, or null. The row is read for every request, once: the cookie alone says nothing (SECURITY.md A6). */
export const currentSession = cache(async (): Promise<Session | null> => {
  const cookie = await unsealSessionId((await cookies()).get(sessionCookie().name)?.value);
  const signedIn = cookie && (await readSession(cookie.sessionId));
  return signedIn ? { ...signedIn, expiresAt: cookie.expiresAt } : null;
});

/** Where a person does what his account asks of him before anything else. */
const heldPath = "/settings/security";

/**
 * The session, or the way to the sign-in and back to `path`. Every page asks for itself. Who must first change his password or
 * enrol TOTP goes nowhere else.
 */
export async function requireSession(path: string): Promise<Session> {
  const next = encodeURIComponent(path);
  const session = (await currentSession()) ?? redirect(`/sign-in?next=${next}` as Route);
  if (session.actor.must && path !== heldPath) redirect(`${heldPath}?next=${next}` as Route);
  return session;
}

/** Puts a new session into the browser, until the row's own end. Answers nothing: the id is not for the page. */
export async function openSession(made: { session_id: string; expires_at: string | Date }): Promise<null> {
  const { name, options } = sessionCookie();
  const expires = new Date(made.expires_at);
  const leftSeconds = Math.max(0, Math.floor((expires.getTime() - Date.now()) / 1000));
  (await cookies()).set(name, await sealSessionId(made.session_id, leftSeconds), { ...options, expires });
  return null;
}

/** Takes the session out of the browser. */
export async function closeSession(): Promise<null> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
  return null;
}
