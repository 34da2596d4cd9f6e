import type { PasscodeFacts } from "@/lib/core/notice/notice-kinds";
import type { Letter } from "@/lib/email/letter";
import { dateWords, dayWords, endWords, instantWords, isOver } from "@/lib/email/words/date-words";
import { plain } from "@/lib/email/words/name-words";
import { whyWords } from "@/lib/email/words/why-words";
import { passcodeAction, passcodeFacts, passcodeTitle, type Setting } from "./passcode-words";

const verb = { will: "expires", did: "expired" };

/** The end of a passcode, or of a private token, comes near, or has come. */
export function expiryLetter(facts: PasscodeFacts, setting: Setting): Letter {
  const { now, publicUrl } = setting;
  const title = passcodeTitle(facts);
  const end = facts.ends_at ?? now.toISOString();
  const isExpired = isOver(end, now);
  return {
    subject: `${title} ${endWords(end, now, facts.zone, verb)}`,
    account: facts.account,
    heading: isExpired ? `${title} has expired` : `${title} expires ${dayWords(end, now, facts.zone)}`,
    lead: isExpired ? leadAfter(facts, end) : leadBefore(facts, end),
    facts: passcodeFacts(facts, setting, isExpired ? "Expired" : "Expires"),
    groups: [],
    action: passcodeAction(facts, publicUrl),
    after: [],
    why: whyWords([facts]),
  };
}

function leadBefore({ owner, relation, account, zone }: PasscodeFacts, end: string): string[] {
  const refused = `From ${instantWords(end, zone)} every call with it is refused.`;
  const day = dateWords(end, zone);
  if (relation === "contact") {
    return [refused, `To keep calling, ask the administrators of ${plain(account)} before ${day} for a later end.`];
  }
  if (owner === "account") return [refused, "Give it a later end to keep it; its secret stays the same."];
  if (owner === "token") return [refused, `${whoRotates(relation)} before ${day}.`];
  return relation === "holder"
    ? [refused, `To keep calling, ask an administrator of ${plain(account)} before ${day} for a later end.`]
    : [refused, "Give it a later end to keep it, or reset it for a fresh one."];
}

const whoRotates = (relation: PasscodeFacts["relation"]) =>
  relation === "holder" ? "Its end cannot be moved: rotate it" : "Its end cannot be moved; its user can rotate it";

function leadAfter({ owner, relation, account, zone }: PasscodeFacts, end: string): string[] {
  const refused = `Since ${instantWords(end, zone)} every call with it is refused.`;
  if (relation === "contact") {
    return [refused, `If you still need it, ask the administrators of ${plain(account)} for a new end.`];
  }
  if (owner === "account") return [refused, "If it is still needed, give it a new end; its secret stays the same."];
  if (owner === "token")
    return [refused, `If it is still needed, ${relation === "holder" ? "make" : "its user makes"} another one.`];
  return relation === "holder"
    ? [refused, `If you still need it, ask an administrator of ${plain(account)} for a new end.`]
    : [refused, "If it is still needed, give it a new end, or reset it for a fresh one."];
}
