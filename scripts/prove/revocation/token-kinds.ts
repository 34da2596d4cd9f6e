import { refreshAccessToken } from "@/lib/core/access-token/refresh-access-token";
import { revokePrivateToken } from "@/lib/core/private-token/revoke-private-token";
import { rotatePrivateToken } from "@/lib/core/private-token/rotate-private-token";
import { db } from "@/lib/db";
import type { Dice } from "@/scripts/prove/dice";
import { direct } from "./console-kinds";
import { accessTokensOf, activeMembers, type Kind, privateTokensOf, some } from "./kind";
import type { House } from "./model";
import { freshConsole, knowPrivateToken, visitorOf } from "./people";

const anyPrivate = (house: House, dice: Dice) => some(privateTokensOf(house), dice);

/** A rotation. @param overlap_seconds that the old one lives on. */
const rotated = (name: string, overlap_seconds: number) =>
  direct(name, "private-token.rotate", anyPrivate, async (house, old) => {
    const console = await freshConsole(house, old.member);
    const made = await rotatePrivateToken(console, { number: old.number, overlap_seconds });
    const know = await knowPrivateToken(house, old.member, made);
    const { expiresAt } = await db().token.findUniqueOrThrow({ where: { id: old.id } });
    return () => {
      if (overlap_seconds === 0) old.live = false;
      else old.expiresAt = expiresAt.toISOString();
      know();
    };
  });

/** What becomes of access and private tokens. */
export const tokenKinds: Kind[] = [
  direct(
    "refresh token used twice",
    "access-token.end-family",
    (house, dice) =>
      some(
        activeMembers(house).flatMap((member) => accessTokensOf(house, member)),
        dice,
      ),
    async (house, { member, spent }) => {
      const refusal = await refreshAccessToken(visitorOf(house), { refresh_token: spent }).catch((error) => error);
      if (refusal.code !== "credential_invalid") throw new Error("a spent refresh token was taken", { cause: refusal });
      return () => {
        for (const one of accessTokensOf(house, member)) if (one.spent === spent) one.live = false;
      };
    },
  ),
  direct("private token revoked", "private-token.revoke", anyPrivate, async (house, token) => {
    await revokePrivateToken(await freshConsole(house, token.member), { number: token.number });
    return () => {
      token.live = false;
    };
  }),
  rotated("private token rotated", 3 * 86_400),
  rotated("private token rotated, the old one ended", 0),
];
