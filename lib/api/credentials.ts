/** The credentials that a request presents in its headers. */
export type Presented =
  | { type: "none" }
  /** Both headers of seed 000, or one of them: then the other is null. */
  | { type: "passcode"; accountId: string | null; passcode: string | null }
  | { type: TokenPlace; token: string }
  /** A scheme that nobody knows. */
  | { type: "other" }
  /** Several that differ. `passcodeHeadersOnly`: all of them stood in the headers of seed 000. */
  | { type: "multiple"; passcodeHeadersOnly: boolean };

/** Where a token stands: a scheme of `Authorization`, or a header of its own. Basic's token is e-mail and password in base64. */
export type TokenPlace = "bearer" | "v3_user_token" | "basic" | "x-auth-token" | "x-api-key" | "cookie";

/** Set by `GET /c42api/v3/auth/jwt` without `useBody`. */
export const jwtCookie = "C42_JWT_API_TOKEN";
const cookiePrefix = `${jwtCookie}=`;

type Value = { type: "passcode" | TokenPlace | "other"; value: string };

/**
 * Takes the credentials out of the raw headers, in which one that was sent twice still stands twice. Equal values count as
 * one, empty ones as absent. Nothing is trimmed (Node took off the blanks and tabs around a value, as RFC 9110 section 5.5
 * has it) and nothing in the URL is looked at. It runs on every request, so it makes no lists.
 *
 * @param rawHeaders names and values in turn, as `IncomingMessage.rawHeaders`. @param withCookie the cookie of WIRE.md section 4 is
 * looked at too; elsewhere none is.
 */
export function readCredentials(rawHeaders: readonly string[], withCookie = false): Presented {
  let accountId: string | null = null;
  let first: Value | null = null;
  let strongest: Value | null = null;
  let several = false;
  let passcodeHeadersOnly = true;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] as string).toLowerCase();
    const value = rawHeaders[i + 1] as string;
    if (value === "") continue;
    if (name === "x-clevertap-account-id" || name === "x-account-id") {
      if (accountId !== null && accountId !== value) several = true;
      accountId ??= value;
      continue;
    }
    const credential = name === "cookie" ? withCookie && readCookie(value) : readHeader(name, value);
    if (!credential) continue;
    first ??= credential;
    if (credential.value !== first.value) several = true;
    if (credential.type !== "passcode") passcodeHeadersOnly = false;
    if (!strongest || strength[credential.type] > strength[strongest.type]) strongest = credential;
  }
  return several ? { type: "multiple", passcodeHeadersOnly } : presented(strongest, accountId);
}

/** Which one it is taken for, where the same value came in several places. */
const strength: Record<Value["type"], number> = {
  ...{ other: 0, basic: 1, cookie: 2, "x-api-key": 3, "x-auth-token": 4, v3_user_token: 5, bearer: 6, passcode: 7 },
};

function presented(credential: Value | null, accountId: string | null): Presented {
  if (!credential) return accountId === null ? { type: "none" } : { type: "passcode", accountId, passcode: null };
  switch (credential.type) {
    case "passcode":
      return { type: "passcode", accountId, passcode: credential.value };
    case "other":
      return { type: "other" };
    default:
      return { type: credential.type, token: credential.value };
  }
}

/** The credential in one header, or null: it carries none. */
function readHeader(name: string, value: string): Value | null {
  switch (name) {
    case "x-clevertap-passcode":
    case "x-passcode":
      return { type: "passcode", value };
    case "x-auth-token":
    case "x-api-key":
      return { type: name, value };
    case "authorization":
      return readAuthorization(value);
    default:
      return null;
  }
}

/** The JWT in WIRE.md section 4's cookie. Two of that name that differ are no credential of ours: they are taken as one value, which nobody has. */
function readCookie(value: string): Value | null {
  const found = value
    .split(/; */)
    .flatMap((pair) => (pair.startsWith(cookiePrefix) ? [pair.slice(cookiePrefix.length)] : []));
  const values = [...new Set(found)].filter(Boolean);
  return values.length > 0 ? { type: "cookie", value: values.join() } : null;
}

function readAuthorization(value: string): Value {
  const [, scheme, rest] = /^(\S+) +(.+)$/.exec(value) ?? [];
  if (!scheme || !rest) return { type: "other", value };
  const name = scheme.toLowerCase();
  if (name === "bearer" || name === "basic" || name === "v3_user_token") return { type: name, value: rest };
  return { type: "other", value };
}
