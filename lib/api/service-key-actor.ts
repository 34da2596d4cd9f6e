import type { Actor } from "@/lib/core/context";
import type { Accepted } from "@/lib/core/verification/decide-credential";

export type ServiceKeyActor = Extract<Actor, { type: "service_key" }>;

/** Who acts by an accepted service key. */
export function serviceKeyActor({ credential, accountKey }: Accepted): ServiceKeyActor {
  const { id, name, scopes, account_id: accountPublicId } = credential;
  return { type: "service_key", id, name, scopes, accountPublicId, accountId: accountKey };
}
