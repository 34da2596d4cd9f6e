/** The credentials that a request presents in its headers. */
export type Presented =
  | { type: "none" }
  /** Both headers of seed 000, or one of them: then the other is null. */
  | { type: "passcode"; accountId: string | null; passcode: string | null }
  | { type: "bearer"; token: string }
  /** Basic, `v3_user_token`, `X-Auth-Token`, `x-api-key`, or a scheme that nobody knows. */
  | { type: "other" }
  /** Several that differ. `passcodeHeadersOnly`: all of them stood in the headers of seed 000. */
  | { type: "multiple"; passcodeHeadersOnly: boolean };

type Value = { type: "passcode" | "bearer" | "other"; value: string };

/**
 * Takes the credentials out of the raw headers, in which one that was sent twice still stands twice. Equal values count as
 * one, empty ones as absent. Nothing is trimmed (Node took off the blanks and tabs around a value, as RFC 9110 section 5.5
 * has it) and nothing in the URL is looked at. It runs on every request, so it makes no lists.
 *
 * @param rawHeaders names and values in turn, as `IncomingMessage.rawHeaders`.
 */
export function readCredentials(rawHeaders: readonly string[]): Presented {
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
    const credential = readHeader(name, value);
    if (!credential) continue;
    first ??= credential;
    if (credential.value !== first.value) several = true;
    if (credential.type !== "passcode") passcodeHeadersOnly = false;
    if (!strongest || strength[credential.type] > strength[strongest.type]) strongest = credential;
  }
  return several ? { type: "multiple", passcodeHeadersOnly } : presented(strongest, accountId);
}

/** Which one it is taken for, where the same value came in several places. */
const strength = { other: 0, bearer: 1, passcode: 2 } as const;

function presented(credential: Value | null, accountId: string | null): Presented {
  switch (credential?.type) {
    case "passcode":
      return { type: "passcode", accountId, passcode: credential.value };
    case "bearer":
      return { type: "bearer", token: credential.value };
    case "other":
      return { type: "other" };
    default:
      return accountId === null ? { type: "none" } : { type: "passcode", accountId, passcode: null };
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
      return { type: "other", value };
    case "authorization":
      return readAuthorization(value);
    default:
      return null;
  }
}

function readAuthorization(value: string): Value {
  const [, scheme, rest] = /^(\S+) +(.+)$/.exec(value) ?? [];
  if (!scheme || !rest) return { type: "other", value };
  if (/^bearer$/i.test(scheme)) return { type: "bearer", value: rest };
  return { type: "other", value: /^(basic|v3_user_token)$/i.test(scheme) ? rest : value };
}
