import type { Api } from "@/lib/api/api";
import { testPassword } from "@/lib/testing/rolled-back";
import { ownAddress } from "./session-token";

/** The header of Basic. */
export const basic = (email: string, password: string = testPassword) => ({
  Authorization: `Basic ${Buffer.from(`${email}:${password}`).toString("base64")}`,
});

type Given = { code?: string; password?: string; headers?: Record<string, string>; query?: string; address?: string };

/** `GET /c42api/v3/auth/jwt`. */
export const tokenCall = (api: Api, email: string, given: Given = {}) =>
  api.inject({
    url: `/c42api/v3/auth/jwt${given.query ?? "?useBody=true"}`,
    headers: {
      ...basic(email, given.password),
      ...(given.code !== undefined && { "totp-auth": given.code }),
      ...given.headers,
    },
    remoteAddress: given.address ?? ownAddress(),
  });

/** A JWT of the Basic dialect. @throws Error where it is refused. */
export async function jwtOf(api: Api, email: string, code?: string): Promise<string> {
  const answer = await tokenCall(api, email, { code });
  if (answer.statusCode !== 200) throw new Error(`the login was refused: ${answer.body}`);
  return answer.json().data.v3_user_token;
}
