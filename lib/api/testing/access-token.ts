import type { Api } from "@/lib/api/api";
import { testPassword } from "@/lib/testing/rolled-back";
import { bearer } from "./headers";
import { ownAddress } from "./session-token";

/** A JSON body to a path of this dialect. @param body text is sent as it is. */
export const post = (api: Api, path: string, body: unknown, headers: Record<string, string> = {}) =>
  api.inject({
    method: "POST",
    url: `/api/v1/auth/${path}`,
    headers: { "content-type": "application/json", ...headers },
    payload: typeof body === "string" ? body : JSON.stringify(body),
    remoteAddress: ownAddress(),
  });

/** `POST /api/v1/auth/login/`. @param given laid over a right login; what is undefined is left out. */
export const accessLogin = (api: Api, username: string, given: Record<string, unknown> = {}) =>
  post(api, "login/", { username, password: testPassword, ...given });

export const refresh = (api: Api, refresh_token: unknown) => post(api, "refresh/", { refresh_token });

type Pair = { access_token: string; refresh_token: string };

/** An access and a refresh token. @throws Error where the login is refused. */
export async function accessPairOf(api: Api, username: string): Promise<Pair> {
  const answer = await accessLogin(api, username);
  if (answer.statusCode !== 200) throw new Error(`the login was refused: ${answer.body}`);
  const { access_token, refresh_token } = answer.json();
  return { access_token, refresh_token };
}

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

type Made = { id: number; name: string; expiration_time: string; data: string };

/** A private token, made by an access token. @throws Error where it is refused. */
export async function privateTokenOf(api: Api, accessToken: string, name = "Nightly export", days = 10): Promise<Made> {
  const body = { name, expiration_time: inDays(days) };
  const answer = await post(api, "private_tokens/", body, bearer(accessToken));
  if (answer.statusCode !== 201) throw new Error(`no private token was made: ${answer.body}`);
  return answer.json();
}
