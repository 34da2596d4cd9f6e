/**
 * A path of our own to go on to, or `fallback`: an address of another host, however disguised, is not followed (SECURITY.md W4).
 * Backslashes, control characters and their encodings are how browsers are talked into reading `//host`.
 */
export function ownPath(wanted: unknown, fallback: string): string {
  if (typeof wanted !== "string" || !/^\/(?![/\\])/.test(wanted)) return fallback;
  if (/[\\\p{Cc}]|%(?:0[0-9a-f]|1[0-9a-f]|2f|5c|7f)/iu.test(wanted)) return fallback;
  const here = "http://watchword.invalid";
  if (!URL.canParse(wanted, here)) return fallback;
  const url = new URL(wanted, here);
  return url.origin === here && !url.pathname.startsWith("//") ? url.pathname + url.search : fallback;
}
