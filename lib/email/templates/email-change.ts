import type { PersonFacts } from "@/lib/core/notice/notice-kinds";
import type { Letter } from "@/lib/email/letter";
import { instantWords } from "@/lib/email/words/date-words";
import { mailbox } from "@/lib/email/words/name-words";
import type { Setting } from "./passcode-words";
import { linkAction, originFacts } from "./person-words";

/** Told to the new address: it becomes the person's own when he opens the link. @param token null in the copy that is kept. */
export function emailChangeLetter(
  facts: PersonFacts["email_change"],
  token: string | null,
  { publicUrl }: Setting,
): Letter {
  const asked = originFacts(facts).map((fact) => (fact.label === "When" ? { ...fact, label: "Asked" } : fact));
  return {
    subject: "Confirm your new e-mail address",
    account: null,
    heading: "Confirm your new address",
    lead: [
      "Somebody, probably you, wants to sign in to Watchword with this address. Until you confirm, the old one counts.",
    ],
    facts: [{ label: "Valid until", value: instantWords(facts.expires_at, facts.zone) }, ...asked],
    groups: [],
    action: linkAction("Confirm this address", `${publicUrl}/confirm-email`, token),
    after: ["If it was not you, do nothing: nothing changes."],
    why: ["You get this mail because somebody entered this address as his own."],
  };
}

/** Told to the old address. */
export function emailChangedLetter(facts: PersonFacts["email_changed"], { publicUrl }: Setting): Letter {
  return {
    subject: "Your Watchword e-mail address was changed",
    account: null,
    heading: "Your e-mail address was changed",
    lead: ["From now on you sign in with the new address, and mails go there. This is the last one to the old one."],
    facts: [{ label: "New address", value: mailbox(facts.new_email) }, ...originFacts(facts)],
    groups: [],
    action: { label: "Open Security", href: `${publicUrl}/settings/security` },
    after: ["If it was you, there is nothing to do.", "If it was not you, tell an administrator at once."],
    why: ["You get this mail because this was your address until now."],
  };
}
