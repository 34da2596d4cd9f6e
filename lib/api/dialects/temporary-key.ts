import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Api } from "@/lib/api/api";
import { authenticate } from "@/lib/api/authenticate";
import type { Decide } from "@/lib/api/decide";
import { accountPath, operation } from "@/lib/api/management/documentation";
import { requireOwnAccount } from "@/lib/api/management/manager";
import { requestInfoOf } from "@/lib/api/request-info";
import { serviceKeyActor } from "@/lib/api/service-key-actor";
import { sessionKinds, type Taken } from "@/lib/api/taken";
import { userActor } from "@/lib/api/user-actor";
import type { AccountKey } from "@/lib/core/account-key/account-key";
import { replaceAccountKey } from "@/lib/core/account-key/replace-account-key";
import { revealAccountKey } from "@/lib/core/account-key/reveal-account-key";
import type { Actor, Caller } from "@/lib/core/context";
import type { Accepted } from "@/lib/core/verification/decide-credential";
import { temporaryActor, temporaryRefusals, temporarySecurity } from "./temporary";
import { sendSuccess, successOf, tunnel } from "./temporary-envelope";
import { temporaryRefusal } from "./temporary-refusal";

const url = "/v1/accounts/:account/api_key";
const taken: Taken = { "x-auth-token": ["tt"], bearer: [...sessionKinds, "sk"] };
const keyAnswer = successOf(z.object({ api_key: z.string().meta({ examples: ["wwak_…"] }) }));

/** `GET` and `PUT /v1/accounts/{id}/api_key` (seed 001, WIRE.md section 2). */
export function registerTemporaryKey(app: Api, decide: Decide): void {
  const answer =
    (status: number, work: (caller: Caller, input: Record<string, never>) => Promise<AccountKey>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const actor = await actorOf(await authenticate(decide, taken, request, reply));
      requireOwnAccount(actor, request);
      const { id: revision, api_key } = await work({ actor, request: requestInfoOf(request) }, {});
      return sendSuccess(request, reply.code(status), { revision, data: { api_key } });
    };
  const replace = answer(201, replaceAccountKey);
  const {
    413: tooLarge,
    415: mediaType,
    ...refusals
  } = {
    ...temporaryRefusals,
    403: temporaryRefusal("No administrator, or a service key without the scope"),
    404: temporaryRefusal("Another account's, or no account's id"),
  };
  const shared = { params: accountPath };
  app.route({
    method: "GET",
    url,
    handler: answer(200, revealAccountKey),
    schema: {
      ...documented("account-key.reveal", "Read the account's own API key", "The first call makes it."),
      ...shared,
      response: { 200: keyAnswer.describe("The key"), ...refusals },
    },
  });
  app.route({
    method: "PUT",
    url,
    handler: replace,
    schema: {
      ...documented(
        "account-key.replace",
        "Replace the account's own API key",
        "The key before, and every token that it was exchanged for, is refused at once.",
      ),
      ...shared,
      response: { 201: keyAnswer.describe("The new key"), ...refusals, 413: tooLarge, 415: mediaType },
    },
  });
  tunnel(app, { url }, { PUT: replace });
}

function documented(action: "account-key.reveal" | "account-key.replace", summary: string, more: string) {
  const shared = operation(
    action,
    "Temporary tokens",
    summary,
    `For administrators, and the account's own tokens. ${more}`,
  );
  return { ...shared, security: [...temporarySecurity, ...shared.security] };
}

/** Who calls, by any of the credentials that are taken here. */
function actorOf(accepted: Accepted): Actor | Promise<Actor> {
  switch (accepted.credential.kind) {
    case "service_key":
      return serviceKeyActor(accepted);
    case "session_token":
      return userActor(accepted);
    default:
      return temporaryActor(accepted);
  }
}
