import { replaceAccountKey } from "@/lib/core/account-key/replace-account-key";
import { revokeApiKey } from "@/lib/core/api-key/revoke-api-key";
import { endManyTokens } from "@/lib/core/token/end-many-tokens";
import { endToken } from "@/lib/core/token/end-token";
import { db } from "@/lib/db";
import type { Dice } from "@/scripts/prove/dice";
import { direct } from "./console-kinds";
import { activeMembers, apiKeyOf, type Kind, kind, privateTokensOf, some, temporaryTokens, tokensOf } from "./kind";
import { endTokens, type House } from "./model";
import { makeApiKey } from "./people";

const holder = (house: House, dice: Dice) =>
  some(
    activeMembers(house).filter((member) => apiKeyOf(house, member)),
    dice,
  );

const signedIn = (house: House, dice: Dice) =>
  some(
    activeMembers(house).filter((member) => tokensOf(house, member).length > 0),
    dice,
  );

/** What becomes of API keys, a member's and the account's own, of what was issued for that one, and of tokens by the page that lists them. */
export const keyKinds: Kind[] = [
  direct("API key replaced", "api-key.create", holder, async (house, member) => {
    const before = apiKeyOf(house, member);
    const know = await makeApiKey(house, member);
    return () => {
      if (before) before.live = false;
      know();
    };
  }),
  direct("API key revoked", "api-key.revoke", holder, async (house, member) => {
    const before = apiKeyOf(house, member);
    const where = { membershipId: member.id, revokedAt: null };
    const { number } = await db().apiKey.findFirstOrThrow({ where });
    await revokeApiKey(house.administrator, { number });
    return () => {
      if (before) before.live = false;
    };
  }),
  direct("token ended", "token.end", signedIn, async (house, member) => {
    // One sign-in issues one token here.
    const token = tokensOf(house, member)[0];
    if (token?.type === "token") await endToken(house.administrator, { id: token.id });
    return () => {
      if (token) token.live = false;
    };
  }),
  direct("all of a user's tokens ended", "token.end-many", signedIn, async (house, member) => {
    await endManyTokens(house.administrator, { user_id: member.id });
    return () => {
      endTokens(house, member);
      for (const one of privateTokensOf(house)) if (one.member === member) one.live = false;
    };
  }),
  direct(
    "account's API key replaced",
    "account-key.replace",
    (house) => house,
    async (house) => {
      await replaceAccountKey(house.administrator, {});
      return () => {
        for (const one of temporaryTokens(house)) one.live = false;
      };
    },
  ),
  kind(
    "temporary token ended",
    "temporary-token.end",
    (house, dice) => some(temporaryTokens(house), dice),
    async ({ calls, change, target }) => {
      const headers = { "x-auth-token": target.secret };
      await calls.call({ method: "DELETE", path: "/v1/token_auth", headers }, { change, already: "401" });
      target.live = false;
    },
  ),
];
