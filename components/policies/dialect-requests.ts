import type { Policy } from "@/lib/core/account/policy";

export type Dialect = keyof Policy["dialects"];
/** What a sample takes from its environment, and not from a page that others see. */
export type Variable = { variable: string };
export type Value = string | Variable | { [name: string]: Value };

/** The first call in a dialect. */
export type DialectRequest = {
  method: "GET" | "POST" | "PUT";
  path: string;
  headers: readonly (readonly [name: string, value: string | Variable])[];
  /** E-mail and password, in `Authorization: Basic`. */
  basic?: readonly [name: Variable, password: Variable];
  json?: { [name: string]: Value };
};

const email = { variable: "WATCHWORD_EMAIL" };
const password = { variable: "WATCHWORD_PASSWORD" };

/** By each dialect, the call that shows a credential or exchanges it for a token. @param accountId the public one. */
export const dialectRequests = (accountId: string): Record<Dialect, DialectRequest> => ({
  passcode: {
    method: "GET",
    path: "/v1/connect?partner=demo",
    headers: [
      ["X-CleverTap-Account-Id", accountId],
      ["X-CleverTap-Passcode", { variable: "WATCHWORD_PASSCODE" }],
    ],
  },
  temporary: {
    method: "PUT",
    path: "/v1/api_auth",
    headers: [],
    json: { data: { api_key: { variable: "WATCHWORD_API_KEY" } } },
  },
  session: { method: "POST", path: "/user/authenticate", headers: [], json: { email, password } },
  basic: { method: "GET", path: "/c42api/v3/auth/jwt?useBody=true", headers: [], basic: [email, password] },
  jwt: { method: "POST", path: "/api/v1/auth/login/", headers: [], json: { username: email, password } },
});

/** The variables of a sample, in their order. */
export function variablesOf({ headers, basic, json = {} }: DialectRequest): string[] {
  const inside = (value: Value): string[] => {
    if (typeof value === "string") return [];
    return typeof value.variable === "string" ? [value.variable] : Object.values(value).flatMap(inside);
  };
  return [...headers.map(([, value]) => value), ...(basic ?? []), json].flatMap(inside);
}
