import type { Api } from "@/lib/api/api";
import type { Decide } from "@/lib/api/decide";
import { problemResponse } from "@/lib/api/openapi";
import { accountView } from "@/lib/core/account/account-view";
import { defaultPolicy } from "@/lib/core/account/policy";
import { readAccount } from "@/lib/core/account/read-account";
import { updateAccount, updateAccountInput } from "@/lib/core/account/update-account";
import { accountPath, examples, operation, readRefusals, writeRefusals } from "./documentation";
import { callerOf, managed } from "./manager";
import { uncheckedInput } from "./unchecked-input";

const url = "/v1/accounts/:account";

const account = accountView.meta({
  id: "Account",
  examples: [
    {
      id: "W7K-4RT-9X2P",
      org_id: 7,
      name: "Harbour Trading",
      realm: "w7k4rt9x2p",
      region: "eu1",
      time_zone: "Europe/Berlin",
      api_host: "api.example.com",
      passcode_count: 12,
      policy: defaultPolicy,
      version: 3,
    },
  ],
});

/** `GET` and `PATCH /v1/accounts/{account}`. */
export function registerAccount(app: Api, decide: Decide): void {
  app.route({
    ...managed(decide),
    method: "GET",
    url,
    handler: (request) => readAccount(callerOf(request), uncheckedInput(request.query ?? {})),
    schema: {
      ...operation("account.read", "Account", "Read the account"),
      params: accountPath,
      response: { 200: account.describe("The account as it is"), ...readRefusals },
    },
  });
  app.route({
    ...managed(decide),
    method: "PATCH",
    url,
    handler: (request) => updateAccount(callerOf(request), uncheckedInput(request.body)),
    schema: {
      ...operation(
        "account.update",
        "Account",
        "Change name, region, time zone or policy",
        "What is left out stays as it is.",
      ),
      params: accountPath,
      body: updateAccountInput.meta(
        examples(
          { name: "Harbour Trading", version: 3 },
          { policy: { max_lifetime_days: 365, dialects: { basic: false } }, version: 3 },
        ),
      ),
      response: {
        200: account.describe("The account as it is now"),
        ...writeRefusals,
        409: problemResponse("`version_conflict`: somebody else has changed it meanwhile"),
      },
    },
  });
}
