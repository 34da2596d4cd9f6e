import type { Context } from "@/lib/core/context";
import { networkBlock } from "@/lib/core/network-block";
import { tellOwner } from "@/lib/core/notice/tell-owner";
import { deviceWords } from "./device-words";

/** One household or office is one place. */
const placeBits = { ipv4: 24, ipv6: 48 } as const;
/** Sign-ins that a person is known by: a program makes one every few minutes. */
const rememberedMax = 500;

type SignedIn = {
  user: { id: string; name: string; email: string };
  account: { name: string };
};

/**
 * Tells a person of a sign-in by a device, or from a network, that none of his last 500 came from (as long as they are kept: 90
 * days). His very first one is no news. Call it in the transaction of the sign-in, before the new row is written.
 */
export async function tellOfNewDevice(ctx: Context, { user, account }: SignedIn): Promise<void> {
  const earlier = await earlierSignIns(ctx, user.id);
  const here = placeOf(ctx.request);
  if (earlier.length === 0 || earlier.some((one) => placeOf(one) === here)) return;
  await tellOwner(ctx, user, "new_device", (origin) => ({ ...origin, account: account.name }));
}

type Place = { address: string | null; agent: string | null };

const placeOf = ({ address, agent }: Place) =>
  `${deviceWords(agent)} from ${address ? networkBlock(address, placeBits) : "an unknown network"}`;

/** In the console and by programs, the newest of each. */
async function earlierSignIns({ db }: Context, userId: string): Promise<Place[]> {
  const memberships = await db.membership.findMany({ where: { userId }, select: { id: true } });
  const asked = {
    where: { membershipId: { in: memberships.map(({ id }) => id) } },
    select: { address: true, agent: true },
    orderBy: { signedInAt: "desc" as const },
    take: rememberedMax,
  };
  return [...(await db.session.findMany(asked)), ...(await db.token.findMany(asked))];
}
