import { z } from "zod";
import { userPasscodeStatuses } from "@/lib/core/user/user-view";
import { revealOwnPasscode } from "@/lib/core/user-passcode/reveal-own-passcode";
import type { Api } from "./api";
import type { Decide } from "./decide";
import { uncheckedInput } from "./management/unchecked-input";
import { problemResponse } from "./openapi";
import { decorateOwnCaller, forOneself, ownCallerOf, ownOperation, ownRefusals } from "./own-caller";

/** `GET /v1/self/passcode`: a person's own passcode, for his session token alone, freshly signed in (SECURITY.md S6). */
export function registerOwnPasscode(app: Api, decide: Decide): void {
  decorateOwnCaller(app);
  app.route({
    ...forOneself(decide),
    method: "GET",
    url: "/v1/self/passcode",
    handler: (request) => revealOwnPasscode(ownCallerOf(request), uncheckedInput(request.query)),
    schema: {
      ...ownOperation,
      summary: "Show your own passcode",
      description: "Signed in at most 5 minutes ago. Recorded, and 20 times a day before each further one has to wait.",
      response: {
        200: z
          .object({
            passcode: z.string().meta({ examples: ["wwup_…"] }),
            status: z.enum(userPasscodeStatuses),
            expires_at: z.iso.datetime().nullable(),
          })
          .describe("The passcode; it is stored nowhere on the way"),
        ...ownRefusals,
        404: problemResponse("`not_found`: none is granted"),
        429: problemResponse("`throttled`; see `Retry-After`"),
      },
    },
  });
}
