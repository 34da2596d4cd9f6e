import type { PersonFacts } from "@/lib/core/notice/notice-kinds";
import type { Letter } from "@/lib/email/letter";
import { instantWords } from "@/lib/email/words/date-words";
import { cut, plain } from "@/lib/email/words/name-words";
import type { Setting } from "./passcode-words";
import { linkAction } from "./person-words";

const nameLengthMax = 60;

/** Somebody is invited to an account. @param token null in the copy that is kept. */
export function invitationLetter(
  facts: PersonFacts["invitation"],
  token: string | null,
  { publicUrl }: Setting,
): Letter {
  const by = plain(facts.by);
  const account = plain(facts.account);
  return {
    subject: `${cut(facts.by, nameLengthMax)} invites you to ${cut(facts.account, nameLengthMax)}`,
    account: facts.account,
    heading: `${by} invites you to ${account}`,
    lead: [
      `${account} keeps its API credentials in Watchword. Accept, and you choose a name and a password, or sign in with the ones you have.`,
    ],
    facts: [
      { label: "Account", value: account },
      { label: "Invited by", value: by },
      { label: "Role", value: `${facts.role.charAt(0).toUpperCase()}${facts.role.slice(1)}` },
      { label: "Valid until", value: instantWords(facts.expires_at, facts.zone) },
    ],
    groups: [],
    action: linkAction("Accept the invitation", `${publicUrl}/join`, token),
    after: ["If you do not know who this is, do nothing: without you the invitation ends by itself."],
    why: [`You get this mail because ${by} entered this address.`],
  };
}
