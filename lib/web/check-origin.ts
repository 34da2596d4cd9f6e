import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";

/**
 * A change must come from our own page (SECURITY.md W2). Next lets a request without `Origin` through and trusts
 * X-Forwarded-Host (DESIGN 4.7); here the one right address is the configured one, and forwarded headers are not looked at.
 * @throws AppError `forbidden` naming the address to open.
 */
export function checkOrigin(headers: Pick<Headers, "get">): void {
  const site = headers.get("sec-fetch-site");
  if (ownOrigins().includes(headers.get("origin") ?? "") && (site === null || site === "same-origin")) return;
  throw new AppError(
    "forbidden",
    `This page was not opened at its own address. Open ${env().PUBLIC_URL} and try again.`,
  );
}

/** The addresses of the console: PUBLIC_URL, or this machine's own names where none is set. */
export function ownOrigins(): string[] {
  const { PORT, PUBLIC_URL, publicUrlIsSet } = env();
  if (publicUrlIsSet) return [PUBLIC_URL];
  return ["localhost", "127.0.0.1", "[::1]"].map((host) => new URL(`http://${host}:${PORT}`).origin);
}
