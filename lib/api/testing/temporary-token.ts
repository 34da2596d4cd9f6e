import { expect } from "vitest";
import type { Api } from "@/lib/api/api";
import { bearer } from "./headers";
import { ownAddress } from "./session-token";

type Account = { id: string; createServiceKey: (scope: "all") => Promise<{ key: string }> };
type Call = { headers?: Record<string, string>; body?: unknown; remoteAddress?: string };
type Method = "GET" | "HEAD" | "PUT" | "POST" | "DELETE" | "PATCH";

/** The header of this dialect. */
export const authToken = (token: string) => ({ "X-Auth-Token": token });
export const keyPath = ({ id }: { id: string }) => `/v1/accounts/${id}/api_key`;

/** A call with a JSON body, or without one. @param given.body a string is sent as it is. */
export const call = (api: Api, method: Method, url: string, { headers, body, remoteAddress }: Call = {}) =>
  api.inject({
    ...{ method, url, remoteAddress: remoteAddress ?? ownAddress() },
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { payload: typeof body === "string" ? body : JSON.stringify(body) }),
  });

/** `PUT /v1/api_auth` with a key. */
export const exchange = (api: Api, api_key: unknown, remoteAddress?: string) =>
  call(api, "PUT", "/v1/api_auth", { body: { data: { api_key } }, remoteAddress });

/** The account's own API key, which is made where there is none. */
export async function accountKeyOf(api: Api, account: Account): Promise<string> {
  const { key } = await account.createServiceKey("all");
  const answer = await call(api, "GET", keyPath(account), { headers: bearer(key) });
  if (answer.statusCode !== 200) throw new Error(`the key was not shown: ${answer.body}`);
  return answer.json().data.api_key;
}

/** A temporary token of the account itself. @throws Error where the exchange is refused. */
export async function temporaryTokenOf(api: Api, account: Account): Promise<string> {
  const answer = await exchange(api, await accountKeyOf(api, account));
  if (answer.statusCode !== 201) throw new Error(`the exchange was refused: ${answer.body}`);
  return answer.json().auth_token;
}

type Answer = Awaited<ReturnType<typeof call>>;

/** All that is to be seen of an answer, but for what is of this request alone. */
export const seenOf = ({ statusCode, headers, json }: Answer) => ({
  ...{ status: statusCode, type: headers["content-type"], cache: headers["cache-control"] },
  body: { ...json(), request_id: json().request_id === headers["x-request-id"] ? "the header's" : "another" },
});

/** How a success is seen. */
export const success = (status: number, data: object, auth_token = "") => ({
  ...{ status, type: "application/json", cache: "no-store" },
  body: {
    auth_token,
    status: "success",
    request_id: "the header's",
    revision: expect.stringMatching(/^[0-9a-f-]{36}$/),
    data,
  },
});

/** How a refusal is seen. */
export const refusal = (status: number, message: string) => ({
  ...{ status, type: "application/json", cache: "no-store" },
  body: { auth_token: "", status: "error", request_id: "the header's", message, error: String(status), data: {} },
});

export const invalid = refusal(401, "invalid credentials");
