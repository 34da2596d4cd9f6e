import { randomInt } from "node:crypto";
import type { Api } from "@/lib/api/api";
import { testPassword } from "@/lib/testing/rolled-back";

type Login = Record<string, unknown> & { email: string };

/** Each file's failed attempts count for an address of its own: they would else make other files wait. */
let host = 0;
const network = `10.${randomInt(256)}.${randomInt(256)}`;
export const ownAddress = () => `${network}.${(host++ % 250) + 1}`;

/** `POST /user/authenticate`. @param given laid over a right login; what is undefined is left out. */
export const login = (api: Api, given: Login, remoteAddress = ownAddress()) =>
  api.inject({
    method: "POST",
    url: "/user/authenticate",
    headers: { "content-type": "application/json" },
    payload: JSON.stringify({ password: testPassword, ...given }),
    remoteAddress,
  });

/** A session token. @throws Error where the login is refused. */
export async function sessionTokenOf(api: Api, given: Login): Promise<string> {
  const answer = await login(api, given);
  if (answer.statusCode !== 200) throw new Error(`the login was refused: ${answer.body}`);
  return answer.json().token;
}
