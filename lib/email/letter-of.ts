import { reminderKinds, type Told } from "@/lib/core/notice/notice-kinds";
import type { Letter } from "./letter";
import { digestLetter, type PasscodeTold } from "./templates/digest";
import { emailChangedLetter, emailChangeLetter } from "./templates/email-change";
import { expiryLetter } from "./templates/expiry";
import { invitationLetter } from "./templates/invitation";
import { changeLetter } from "./templates/passcode-change";
import type { Setting } from "./templates/passcode-words";
import { passwordChangedLetter, passwordResetLetter } from "./templates/password";
import { retirementLetter } from "./templates/retirement";
import { newDeviceLetter, totpChangedLetter } from "./templates/sign-in";
import { foldFacts, subjectLine } from "./words/name-words";

/** What a mail says. @param told one notice, or several of passcodes. @throws Error where it tells nothing, or mixes. */
export function letterOf(told: readonly Told[], setting: Setting): Letter {
  const distinct = withoutRepeats(told.map(foldFacts));
  const [first] = distinct;
  if (!first) throw new Error("a mail that tells nothing");
  const letter = distinct.length === 1 ? single(first, setting) : digestLetter(distinct.map(ofPasscode), setting);
  return { ...letter, subject: subjectLine(letter.subject) };
}

function single(told: Told, setting: Setting): Letter {
  switch (told.kind) {
    case "expiry":
    case "private_token_expiry":
      return expiryLetter(told.facts, setting);
    case "retirement":
      return retirementLetter(told.facts, setting);
    case "invitation":
      return invitationLetter(told.facts, told.token, setting);
    case "password_reset":
      return passwordResetLetter(told.facts, told.token, setting);
    case "password_changed":
      return passwordChangedLetter(told.facts, setting);
    case "new_device":
      return newDeviceLetter(told.facts, setting);
    case "totp_changed":
      return totpChangedLetter(told.facts, setting);
    case "email_change":
      return emailChangeLetter(told.facts, told.token, setting);
    case "email_changed":
      return emailChangedLetter(told.facts, setting);
    default:
      return changeLetter(told.kind, told.facts, setting);
  }
}

function ofPasscode(told: Told): PasscodeTold {
  if ("day" in told) return told;
  throw new Error(`${told.kind} is told in a mail of its own`);
}

/** A mail that waited for days holds two reminders of one end: it is told once, by the later one. */
function withoutRepeats(told: Told[]): Told[] {
  const subjects = told.map((one) =>
    isReminder(one) ? [one.kind, one.facts.passcode_id, one.facts.ends_at].join() : one,
  );
  return told.filter((_one, index) => subjects.lastIndexOf(subjects[index] ?? "") === index);
}

const isReminder = (told: Told): told is Extract<Told, { day: number }> =>
  (reminderKinds as readonly string[]).includes(told.kind);
