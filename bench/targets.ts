import { type Answer, ask, type RequestShape } from "./ask";
import { type Credential, unknownCredential } from "./credentials";

export type Target = {
  name: string;
  request: RequestShape;
  /** What it answers when it refuses; null: it never does. */
  refusal: 401 | 200 | null;
  /** It counts uses and writes them when its turn may be over. */
  writesLater?: true;
  /** Whether the answer says, in this server's words, that the credential is good. */
  accepts(answer: Answer, credential: Credential): boolean;
};

const headers = { "X-CleverTap-Account-Id": "{account}", "X-CleverTap-Passcode": "{passcode}" };
const connectRequest: RequestShape = { method: "GET", path: "/v1/connect?partner=bench", headers };
const acceptsConnect = ({ status, body }: Answer) => status === 200 && body === '{"status":"success"}';

/** `GET /v1/connect`, and what speaks it. */
export const connectTarget = (name: string): Target => ({
  name,
  request: connectRequest,
  refusal: 401,
  accepts: acceptsConnect,
});

/** Forward-auth, whose answer is in its headers. */
export const authTarget = (name: string): Target => ({
  name,
  request: { ...connectRequest, path: "/v1/auth" },
  refusal: 401,
  accepts: ({ status, headers }, { account }) => status === 200 && headers["x-auth-account-id"] === account,
});

/** Says yes to everything. */
export const constantTarget = (name: string): Target => ({ ...connectTarget(name), refusal: null });

/** better-auth has no accounts beside its keys. */
export const apiKeyTarget = (name: string): Target => ({
  ...connectTarget(name),
  request: { method: "GET", path: "/", headers: { "X-Api-Key": "{passcode}" } },
});

/** RFC 7662: 200 for a refusal too. The hint spares it a second look-up. */
export const introspectionTarget = (name: string): Target => ({
  name,
  request: {
    method: "POST",
    path: "/token/introspection",
    headers: {
      Authorization: `Basic ${Buffer.from("bench:bench-secret").toString("base64")}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "token={passcode}&token_type_hint=access_token",
  },
  refusal: 200,
  accepts: ({ status, body }, { account }) => {
    const answer = JSON.parse(body);
    return status === 200 && answer.active === true && answer.sub === account;
  },
});

/** @throws Error where a good credential is not accepted, or an unknown one is: measuring wrong answers is worth nothing. */
export async function prove(target: Target, origin: string, credentials: readonly Credential[]): Promise<void> {
  for (const credential of credentials) {
    const good = await ask(origin, target.request, credential);
    if (!target.accepts(good, credential)) throw wrong(target, "a good", good);
    if (target.refusal === null) continue;
    const unknown = unknownCredential(credential.account);
    const bad = await ask(origin, target.request, unknown);
    if (bad.status !== target.refusal || target.accepts(bad, unknown)) throw wrong(target, "an unknown", bad);
  }
}

const wrong = ({ name }: Target, which: string, { status, body }: Answer) =>
  new Error(`${name} answers ${which} credential with ${status} ${body}`);
