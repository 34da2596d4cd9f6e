import { revokeApiKey } from "@/lib/core/api-key/revoke-api-key";
import { db } from "@/lib/db";
import type { Dice } from "@/scripts/prove/dice";
import { direct } from "./console-kinds";
import { activeMembers, apiKeyOf, type Kind, some } from "./kind";
import type { House } from "./model";
import { makeApiKey } from "./people";

const holder = (house: House, dice: Dice) =>
  some(
    activeMembers(house).filter((member) => apiKeyOf(house, member)),
    dice,
  );

/** What becomes of a member's API key. */
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
];
