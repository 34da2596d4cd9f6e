import type { PasscodeView } from "@/lib/core/passcode/passcode-view";

const dayMs = 86_400_000;

/** A passcode's own end after a rotation: a maximum lifetime shortens it. @param now milliseconds */
export function endAfterRotation({ expires_at }: PasscodeView, maxLifetimeDays: number | null, now: number) {
  const longest = maxLifetimeDays === null ? null : now + maxLifetimeDays * dayMs;
  const isShortened = longest !== null && (expires_at === null || Date.parse(expires_at) > longest);
  return { expiresAt: isShortened ? new Date(longest).toISOString() : expires_at, isShortened };
}

/** When the old secret ends; `isCut` where the passcode's own end comes first. @param now milliseconds */
export function oldSecretEnd(overlapSeconds: number, expiresAt: string | null, now: number) {
  const wanted = now + overlapSeconds * 1000;
  const isCut = expiresAt !== null && Date.parse(expiresAt) < wanted;
  return { at: isCut ? expiresAt : new Date(wanted).toISOString(), isCut };
}
