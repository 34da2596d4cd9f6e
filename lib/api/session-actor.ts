import { readApiKeyHolder } from "@/lib/core/api-key/read-api-key-holder";
import type { UserActor } from "@/lib/core/context";
import { readTokenHolder } from "@/lib/core/token/read-token-holder";
import type { Accepted } from "@/lib/core/verification/decide-credential";
import { Refusal } from "./refusal";

/**
 * Who acts by an accepted token of a member or by his API key, with his rights of this moment.
 * @throws Refusal `credential_invalid` where it has ended meanwhile. @throws AppError `unavailable`.
 */
export async function sessionActor({ credential }: Accepted): Promise<UserActor> {
  const read = credential.kind === "api_key" ? readApiKeyHolder : readTokenHolder;
  const actor = await read(credential.id);
  if (actor) return actor;
  throw new Refusal("credential_invalid", "The credential is not valid here.");
}
