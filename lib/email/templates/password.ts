import type { PersonFacts } from "@/lib/core/notice/notice-kinds";
import type { Letter } from "@/lib/email/letter";
import { instantWords } from "@/lib/email/words/date-words";
import type { Setting } from "./passcode-words";
import { linkAction, originFacts, ownAffair } from "./person-words";

/** A link to choose a new password. @param token null in the copy that is kept. */
export function passwordResetLetter(
  facts: PersonFacts["password_reset"],
  token: string | null,
  { publicUrl }: Setting,
): Letter {
  return {
    subject: "Choose a new Watchword password",
    account: null,
    heading: "Choose a new password",
    lead: ["Somebody, probably you, asked for a new password for this address. The link below opens once."],
    facts: [{ label: "Valid until", value: instantWords(facts.expires_at, facts.zone) }, ...askedFrom(facts)],
    groups: [],
    action: linkAction("Choose a new password", `${publicUrl}/reset-password`, token),
    after: ["If it was not you, do nothing: your password stays as it is."],
    why: ownAffair,
  };
}

const askedFrom = (facts: PersonFacts["password_reset"]) =>
  originFacts(facts).map((fact) => (fact.label === "When" ? { ...fact, label: "Asked" } : fact));

/** The password is another one now. */
export function passwordChangedLetter(facts: PersonFacts["password_changed"], { publicUrl }: Setting): Letter {
  const heading = facts.how === "reset" ? "Your password was reset" : "Your password was changed";
  return {
    subject: heading.replace("password", "Watchword password"),
    account: null,
    heading,
    lead: [
      facts.how === "reset"
        ? "A new password was chosen by a link that was mailed to you."
        : "A new password was chosen by somebody who was signed in as you.",
    ],
    facts: originFacts(facts),
    groups: [],
    action: { label: "Open Security", href: `${publicUrl}/settings/security` },
    after: [
      "If it was you, there is nothing to do.",
      "If it was not you, ask for a new password on the sign-in page at once, and tell an administrator.",
    ],
    why: ownAffair,
  };
}
