import type { PasscodeFacts, PasscodeKind, ReminderKind } from "@/lib/core/notice/notice-kinds";
import type { Letter } from "@/lib/email/letter";
import { dateWords } from "@/lib/email/words/date-words";
import { doer, plain } from "@/lib/email/words/name-words";
import { whyWords } from "@/lib/email/words/why-words";
import { passcodeAction, passcodeFacts, passcodeTitle, type Setting } from "./passcode-words";

export type ChangeKind = Exclude<PasscodeKind, ReminderKind>;

const verbs: Record<ChangeKind, string> = {
  passcode_granted: "granted",
  passcode_reset: "reset",
  passcode_revoked: "revoked",
  private_token_made: "made",
};

/** "granted by Grace Hopper, expires on 3 Dec 2026". */
export function changeWords(kind: ChangeKind, { by, ends_at: end, zone }: PasscodeFacts): string {
  const words = by ? `${verbs[kind]} by ${plain(by)}` : verbs[kind];
  return kind === "passcode_revoked" || !end ? words : `${words}, expires on ${dateWords(end, zone)}`;
}

/** A user's passcode was granted, reset or revoked, or a private token made. */
export function changeLetter(kind: ChangeKind, facts: PasscodeFacts, setting: Setting): Letter {
  const isRevoked = kind === "passcode_revoked";
  const { ends_at: end, zone } = facts;
  const heading = `${passcodeTitle(facts)} was ${verbs[kind]}`;
  return {
    subject: isRevoked || !end ? heading : `${heading} and expires on ${dateWords(end, zone)}`,
    account: facts.account,
    heading,
    lead: facts.relation === "holder" ? holdersLead(kind, facts) : administratorsLead(kind, facts),
    facts: passcodeFacts(facts, setting, isRevoked ? null : "Expires").filter(isWorthSaying[kind]),
    groups: [],
    action: passcodeAction(facts, setting.publicUrl),
    after: [],
    why: whyWords([facts]),
  };
}

/** What was just made has not been used. */
const isWorthSaying: Record<ChangeKind, (fact: { label: string }) => boolean> = {
  passcode_granted: ({ label }) => label !== "Last used",
  passcode_reset: () => true,
  passcode_revoked: () => true,
  private_token_made: ({ label }) => label !== "Last used",
};

function holdersLead(kind: ChangeKind, { by, account }: PasscodeFacts): string[] {
  const who = doer(by);
  const whose = `the API of ${plain(account)}`;
  const where = "It is in no mail. Sign in to see it on your own page.";
  switch (kind) {
    case "passcode_granted":
      return [`${who} granted you a passcode for ${whose}.`, where];
    case "passcode_reset":
      return [
        `${who} reset your passcode for ${whose}. The old one has ended: calls with it are refused until they use the new one.`,
        where,
      ];
    case "private_token_made":
      return [
        `It acts as you in ${whose} until it ends or is revoked.`,
        "If it was not you who made it, revoke it and change your password.",
      ];
    default:
      return [
        `${who} revoked your passcode for ${whose}. Calls with it are refused.`,
        `If you still need one, ask an administrator of ${plain(account)}.`,
      ];
  }
}

function administratorsLead(kind: ChangeKind, { by, name }: PasscodeFacts): string[] {
  const who = doer(by);
  const whom = plain(name);
  switch (kind) {
    case "passcode_granted":
      return [`${who} granted ${whom} a passcode.`, `Only ${whom} can see it.`];
    case "passcode_reset":
      return [
        `${who} reset the passcode of ${whom}. The old one has ended: calls with it are refused.`,
        `Only ${whom} can see the new one.`,
      ];
    case "private_token_made":
      return [`${who} made it. It has the rights of its user until it ends or is revoked.`];
    default:
      return [`${who} revoked the passcode of ${whom}. Calls with it are refused.`];
  }
}
