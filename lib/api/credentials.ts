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

const accountIdHeaders = new Set(["x-clevertap-account-id", "x-account-id"]);

/**
 * Takes the credentials out of the raw headers, in which one that was sent twice still stands twice. Equal values count as
 * one, empty ones as absent. Nothing is trimmed (Node took off the blanks and tabs around a value, as RFC 9110 section 5.5
 * has it) and nothing in the URL is looked at.
 *
 * @param rawHeaders names and values in turn, as `IncomingMessage.rawHeaders`.
 */
export function readCredentials(rawHeaders: readonly string[]): Presented {
  const accountIds = new Set<string>();
  const values: Value[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] as string).toLowerCase();
    const value = rawHeaders[i + 1] as string;
    if (value === "") continue;
    if (accountIdHeaders.has(name)) accountIds.add(value);
    const credential = readHeader(name, value);
    if (credential) values.push(credential);
  }
  const [first] = values;
  const passcodeHeadersOnly = values.every((credential) => credential.type === "passcode");
  if (accountIds.size > 1 || values.some((credential) => credential.value !== first?.value)) {
    return { type: "multiple", passcodeHeadersOnly };
  }
  return presented(values, [...accountIds][0] ?? null);
}

function presented(values: readonly Value[], accountId: string | null): Presented {
  const [first] = values;
  const passcode = values.find((credential) => credential.type === "passcode");
  if (passcode) return { type: "passcode", accountId, passcode: passcode.value };
  const bearer = values.find((credential) => credential.type === "bearer");
  if (bearer) return { type: "bearer", token: bearer.value };
  if (first) return { type: "other" };
  return accountId === null ? { type: "none" } : { type: "passcode", accountId, passcode: null };
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
