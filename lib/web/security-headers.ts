import { randomBytes } from "node:crypto";
import { env } from "@/lib/env";

/** A fresh nonce for one answer: 128 bits, base64. */
export const makeNonce = (): string => randomBytes(16).toString("base64");

/**
 * What scripts and frames a page of the console may have (SECURITY.md W3). Next puts the nonce on its own scripts when
 * it finds this policy in the request.
 */
export function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = env().NODE_ENV === "development";
  return [
    "default-src 'self'",
    // React's development build rebuilds stacks by eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    // A mail stands in its frame by srcdoc, which asks nobody: no frame goes anywhere from there.
    "frame-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ");
}

/** The other headers of every answer of the console. */
export function consoleHeaders(): [name: string, value: string][] {
  const headers: [string, string][] = [
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "same-origin"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"],
    ["X-Frame-Options", "DENY"],
  ];
  return [...headers, ...strictTransport()];
}

/** Browsers that came by https once come by nothing else. */
export function strictTransport(): [name: string, value: string][] {
  return env().PUBLIC_URL.startsWith("https:") ? [["Strict-Transport-Security", "max-age=31536000"]] : [];
}
