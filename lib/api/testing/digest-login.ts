import { createHash } from "node:crypto";
import type { Api } from "@/lib/api/api";
import type { PolicyPatch } from "@/lib/core/account/policy";
import { updateAccount } from "@/lib/core/account/update-account";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { testPassword } from "@/lib/testing/rolled-back";
import { call } from "./temporary-token";

export type Who = { email: string; password?: string };

/** What a client sends in place of an e-mail and a password. */
export const md5Of = ({ email, password = testPassword }: Who) =>
  createHash("md5").update(`${email}:${password}`).digest("hex");
export const sha1Of = ({ email, password = testPassword }: Who) =>
  createHash("sha1").update(`${email}:${password}`).digest("hex");

/** `PUT /v1/user_auth`. @param data what stands in `data`. */
export const digestLogin = (api: Api, data: unknown, remoteAddress?: string) =>
  call(api, "PUT", "/v1/user_auth", { body: { data, verb: "PUT" }, remoteAddress });

/** An account that takes digests, or that is as the policy says. */
export async function digestAccount(policy: PolicyPatch = { digest_login: true }) {
  const made = await guardedAccount();
  const { realm } = await updateAccount(made.caller, { policy, version: 1 });
  let version = 2;
  const change = (more: PolicyPatch) => updateAccount(made.caller, { policy: more, version: version++ });
  return { ...made, realm, change };
}

/** `data` of a right login. */
export const rightDigest = (who: Who, { realm }: { realm: string }) => ({
  ...{ credentials: md5Of(who), account_realm: realm },
});
