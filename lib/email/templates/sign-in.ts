import type { PersonFacts } from "@/lib/core/notice/notice-kinds";
import { deviceWords } from "@/lib/core/session/device-words";
import type { Letter } from "@/lib/email/letter";
import { cut, doer, plain } from "@/lib/email/words/name-words";
import type { Setting } from "./passcode-words";
import { originFacts, ownAffair } from "./person-words";

/** A sign-in by a device that was not seen before. */
export function newDeviceLetter(facts: PersonFacts["new_device"], { publicUrl }: Setting): Letter {
  const device = deviceWords(facts.agent).replace(/^An? /, (article) => article.toLowerCase());
  return {
    subject: `New sign-in from ${cut(device, 60)}`,
    account: facts.account,
    heading: "A sign-in from a new device",
    lead: [`You were signed in to ${plain(facts.account)} from a device that was not seen before.`],
    facts: originFacts(facts),
    groups: [],
    action: { label: "See my sessions", href: `${publicUrl}/settings/security` },
    after: [
      "If it was you, there is nothing to do.",
      "If it was not you, end that session, then change your password.",
    ],
    why: ownAffair,
  };
}

const totpHeadings = {
  on: "TOTP was switched on",
  off: "TOTP was switched off",
  reset: "Your TOTP was reset",
} as const;

/** The second factor was switched on or off, or reset by an administrator. */
export function totpChangedLetter(facts: PersonFacts["totp_changed"], { publicUrl }: Setting): Letter {
  const heading = totpHeadings[facts.change];
  const isReset = facts.change === "reset";
  const leads = {
    on: "From now on a sign-in asks for a code of your authenticator app after the password.",
    off: "From now on a sign-in asks for the password alone.",
    reset: `${doer(facts.by)} reset it: your authenticator app and recovery codes for Watchword are no longer valid.`,
  } as const;
  return {
    subject: isReset ? heading : `${heading} for your sign-in`,
    account: null,
    heading,
    lead: [leads[facts.change]],
    // Whoever reset it is somebody else, and it is his own business where he sits.
    facts: isReset ? originFacts(facts).slice(0, 1) : originFacts(facts),
    groups: [],
    action: { label: "Open Security", href: `${publicUrl}/settings/security` },
    after: isReset
      ? ["If you did not ask for this, speak to an administrator."]
      : [
          "If it was you, there is nothing to do.",
          "If it was not you, change your password and tell an administrator.",
        ],
    why: ownAffair,
  };
}
