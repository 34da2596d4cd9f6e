import { bearer, pair } from "@/lib/api/testing/headers";
import { type Answer, headerOf, requestBytes } from "@/scripts/prove/stand/connection";
import type { Credential, House, State, Verdict } from "./model";

/** Where a credential is presented; `list` is what a role allows. */
export const places = ["connect", "auth", "self", "verify", "list"] as const;
export type Place = (typeof places)[number];

/** A credential to be asked for at one place. */
export type Question = { house: House; credential: Credential; place: Place; bytes: string };

/** What an answer says: who it is or why not, and when it ends. */
export type Seen = { text: string; end: string | null };

const placesOf = {
  passcode: ["connect", "auth", "self", "verify"],
  token: ["auth", "self", "verify", "list"],
  jwt: ["auth", "self", "verify"],
  access: ["auth", "self", "verify"],
  private: ["auth", "self", "verify"],
  temporary: ["auth", "self", "verify"],
  apiKey: ["auth", "self", "verify"],
  basic: ["auth", "self"],
  key: ["self"],
} as const satisfies Record<Credential["type"], readonly Place[]>;

export const questionsOn = (house: House, credential: Credential): Question[] =>
  placesOf[credential.type].map((place) => ({ house, credential, place, bytes: bytesOf(house, credential, place) }));

/** The header by which a proxy tells where a house calls from. */
export const calledFrom = ({ address }: House) => ({ "x-forwarded-for": address });

function bytesOf(house: House, { secret, type }: Credential, place: Place): string {
  const headers = { ...calledFrom(house), ...headersOf(house, { secret, type }) };
  switch (place) {
    case "connect":
      return requestBytes({ path: "/v1/connect?partner=prove", headers });
    case "auth":
    case "self":
      return requestBytes({ path: `/v1/${place}`, headers });
    case "list":
      return requestBytes({ path: `/v1/accounts/${house.id}/passcodes?limit=1`, headers });
    case "verify": {
      const body = type === "passcode" ? { account_id: house.id, passcode: secret } : { token: secret };
      return requestBytes({ method: "POST", path: "/v1/verify", headers: bearer(house.key), body });
    }
  }
}

function headersOf(house: House, { secret, type }: Pick<Credential, "secret" | "type">): Record<string, string> {
  switch (type) {
    case "passcode":
      return pair(house.id, secret);
    case "apiKey":
      return { "x-api-key": secret };
    case "temporary":
      return { "x-auth-token": secret };
    case "basic":
      return { authorization: `Basic ${secret}` };
    default:
      return bearer(secret);
  }
}

/** What is to be seen of a credential in this state. */
export function expectedAt(place: Place, state: State): Seen {
  const { verdict, expiresAt, accountName } = state;
  if (place === "verify") {
    return verdict === "good" ? { text: `good ${identity(state)}`, end: expiresAt } : { text: verdict, end: null };
  }
  if (verdict !== "good") {
    const word = place === "self" || place === "list" ? problemCode(verdict) : dialectWord(state.kind, verdict);
    return { text: `401 ${word}`, end: null };
  }
  switch (place) {
    case "connect":
      return { text: "200 success", end: soonEnd(state) };
    case "auth":
      return {
        text: ["200", state.accountId, state.userId ?? "", state.id, state.kind, state.scopes.join(" ")].join("|"),
        end: soonEnd(state),
      };
    case "self":
      return { text: `200 ${identity(state)} ${accountName}`, end: expiresAt };
    case "list":
      return { text: state.mayList ? "200" : "403 forbidden", end: null };
  }
}

/** @returns null where it could not be told. */
export function seenIn(place: Place, answer: Answer): Seen | null {
  const { status, body } = answer;
  if (status === 503) return null;
  if (status === 200 && place === "auth") {
    const names = ["account-id", "user-id", "credential-id", "credential-kind", "scopes"];
    const values = names.map((name) => headerOf(answer, `x-auth-${name}`));
    return { text: ["200", ...values].join("|"), end: headerOf(answer, "passcode-expires") };
  }
  const json = JSON.parse(body);
  if (status !== 200) return { text: `${status} ${wordIn(json, status)}`, end: null };
  switch (place) {
    case "connect":
      return { text: `200 ${json.status}`, end: headerOf(answer, "passcode-expires") };
    case "verify":
      return { text: json.valid ? `good ${said(json.credential)}` : json.code, end: json.expires_at ?? null };
    case "self":
      return { text: `200 ${said(json.credential)} ${json.account.name}`, end: json.expires_at };
    default:
      return { text: "200", end: null };
  }
}

type Said = { id: string; kind: string; account_id: string; user_id: string | null; name: string; scopes: string[] };
const said = ({ id, kind, account_id, user_id, name, scopes }: Said) =>
  [id, kind, account_id, user_id ?? "-", name, scopes.join(",")].join(" ");

const identity = ({ id, kind, accountId, userId, name, scopes }: State) =>
  said({ id, kind, account_id: accountId, user_id: userId, name, scopes });

/** What a refusal says, in whatever shape. */
function wordIn({ code, error }: { code?: unknown; error?: unknown }, status: number): unknown {
  if (Array.isArray(error)) return error[0].primaryErrorKey;
  return code === undefined || code === status ? error : code;
}

function dialectWord(kind: string, verdict: Verdict): string {
  switch (kind) {
    case "account_passcode":
    case "user_passcode":
      if (verdict === "expired") return "Passcode Expired";
      return verdict === "user_passcode_required" ? "User Passcode Required" : "Invalid Credentials";
    case "temporary_token":
      return "401";
    case "basic":
    case "jwt":
      return verdict === "totp_code_required" ? "TIME_BASED_ONE_TIME_PASSWORD_REQUIRED" : "UNAUTHORIZED";
    case "access_token":
    case "private_token":
      return "token_not_valid";
    default:
      return "Unauthorized";
  }
}

const problemCode = (verdict: Verdict) =>
  verdict === "expired" ? "credential_expired" : verdict === "totp_code_required" ? verdict : "credential_invalid";

const soonMs = 30 * 86_400_000;

/** `Passcode-Expires`, from 30 days before the end; ends here are ten days off, or a year. */
function soonEnd({ kind, expiresAt }: State): string | null {
  const isShort = ["session_token", "access_token", "temporary_token", "jwt"].includes(kind);
  if (!expiresAt || isShort) return null;
  const end = new Date(expiresAt);
  return end.getTime() - Date.now() <= soonMs ? end.toUTCString() : null;
}
