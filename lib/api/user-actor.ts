import { readApiKeyHolder } from "@/lib/core/api-key/read-api-key-holder";
import { readBasicHolder } from "@/lib/core/basic-token/read-basic-holder";
import type { UserActor } from "@/lib/core/context";
import { readTokenHolder } from "@/lib/core/token/read-token-holder";
import type { CredentialKind } from "@/lib/core/verification/credential-record";
import type { Accepted } from "@/lib/core/verification/decide-credential";
import { Refusal } from "./refusal";

const readers: Partial<Record<CredentialKind, (id: string) => Promise<UserActor | null>>> = {
  session_token: readTokenHolder,
  jwt: readTokenHolder,
  access_token: readTokenHolder,
  private_token: readTokenHolder,
  api_key: readApiKeyHolder,
  basic: readBasicHolder,
};

/**
 * Who acts by an accepted credential of a person, with his rights of this moment.
 * @throws Refusal `credential_invalid` where it has ended meanwhile, or is no person's. @throws AppError `unavailable`.
 */
export async function userActor({ credential }: Accepted): Promise<UserActor> {
  const actor = await readers[credential.kind]?.(credential.id);
  if (actor) return actor;
  throw new Refusal("credential_invalid", "The credential is not valid here.");
}
