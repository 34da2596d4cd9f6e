import { makeId } from "@/lib/core/secrets";
import { sealInVault } from "@/lib/core/vault";
import type { Tx } from "@/lib/db";
import type { PersonFacts, PersonKind } from "./notice-kinds";

type News<Kind extends PersonKind> = {
  kind: Kind;
  /** Whose affair it is: the user, or the membership of an invitation. */
  subject: { id: string; name: string };
  /** What makes this one another than the last: the link, the sign-in, the moment. */
  occurrence: string;
  recipient: string;
  facts: PersonFacts[Kind];
  /** The token of a single-use link: sealed until it is sent, then forgotten. */
  token?: string;
  /** Whose Notifications page shows it; left out: the person's own alone. */
  accountId?: string;
  membershipId?: string;
  /** There is nobody to be told: the same work is done, and nothing is sent. */
  silently?: boolean;
};

/** Tells people of their own affairs, a mail each, in the transaction of what happened. */
export async function tellPeople<Kind extends PersonKind>(db: Tx, now: Date, news: News<Kind>[]): Promise<void> {
  const data = news.map(({ subject, facts, token, silently, ...one }) => {
    const id = makeId();
    const sealed = token === undefined ? {} : sealInVault(token, mailedTokenPlace(id, one.recipient));
    return {
      ...{ ...one, ...(silently ? {} : sealed), id, facts, subjectId: subject.id, subjectName: subject.name },
      ...{ createdAt: now, cancelledAt: silently ? now : null },
    };
  });
  await db.notice.createMany({ data, skipDuplicates: true });
}

/** Where a mailed link's token is sealed: it opens for this notice and this mailbox only. */
export const mailedTokenPlace = (noticeId: string, recipient: string) =>
  ({ ownerId: recipient, recordId: noticeId, purpose: "mailed link" }) as const;
