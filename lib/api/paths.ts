const prefixes = ["/v1/", "/1/", "/user/", "/c42api/", "/api/v3/", "/api/User/", "/api/v1/"];
const paths = new Set(["/.well-known/jwks.json", "/openapi.json", "/healthz", "/readyz", "/metrics"]);

/**
 * Whether the API answers this path; all others are the console's (WIRE.md section 0, "Whose shape").
 *
 * @param pathname as it stands in the request line, undecoded, without the query.
 */
export function isApiPath(pathname: string): boolean {
  return prefixes.some((prefix) => pathname.startsWith(prefix)) || paths.has(pathname);
}
