import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/db";
import type { Origin, PersonFacts, PersonKind } from "./notice-kinds";
import { tellPeople } from "./tell-person";

type Owner = { id: string; name: string; email: string };

/**
 * Tells a person what was done to his own sign-in, in the transaction of it, so that he learns of what he did not do himself.
 * @param facts made of when and where from it was done. @param more as of `tellPeople`; the recipient is the owner where it is left out.
 */
export async function tellOwner<Kind extends PersonKind>(
  ctx: Context,
  owner: Owner,
  kind: Kind,
  facts: (origin: Origin) => PersonFacts[Kind],
  more: { occurrence?: string; recipient?: string; token?: string; silently?: boolean } = {},
): Promise<void> {
  const { db, now, request } = ctx;
  const { address, agent } = request;
  const at = now.toISOString();
  const origin = { at, zone: await zoneOf(db, owner.id), address, agent };
  const { occurrence = at, recipient = owner.email, ...rest } = more;
  await tellPeople(db, now, [{ kind, subject: owner, occurrence, recipient, facts: facts(origin), ...rest }]);
}

/** The zone of the account that he used last. */
async function zoneOf(db: Tx, userId: string): Promise<string> {
  const membership = await db.membership.findFirst({
    where: { userId, deletedAt: null },
    orderBy: [{ lastSignInAt: { sort: "desc", nulls: "last" } }, { createdAt: "asc" }],
    select: { account: { select: { timeZone: true } } },
  });
  return membership?.account.timeZone ?? "UTC";
}
