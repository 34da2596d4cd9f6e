import type { PasscodeFacts } from "@/lib/core/notice/notice-kinds";
import type { Letter } from "@/lib/email/letter";
import { dayWords, endWords, instantWords, isOver } from "@/lib/email/words/date-words";
import { plain } from "@/lib/email/words/name-words";
import { whyWords } from "@/lib/email/words/why-words";
import { passcodeAction, passcodeFacts, passcodeTitle, type Setting } from "./passcode-words";

const verb = { will: "ends", did: "ended" };

/** The old secret of a passcode that is rotating ends, or has ended. */
export function retirementLetter(facts: PasscodeFacts, setting: Setting): Letter {
  const { now, publicUrl } = setting;
  const title = `Old secret of ${passcodeTitle(facts).replace(/^(Passcode|Your)/, (word) => word.toLowerCase())}`;
  const end = facts.ends_at ?? now.toISOString();
  const isEnded = isOver(end, now);
  return {
    subject: `${title} ${endWords(end, now, facts.zone, verb)}`,
    account: facts.account,
    heading: isEnded ? `${title} has ended` : `${title} ends ${dayWords(end, now, facts.zone)}`,
    lead: lead(facts, end, isEnded),
    facts: passcodeFacts(facts, setting, isEnded ? "Old one ended" : "Old one ends").map((fact) =>
      fact.label === "Secret" ? { ...fact, label: "New secret" } : fact,
    ),
    groups: [],
    action: passcodeAction(facts, publicUrl),
    after: [],
    why: whyWords([facts]),
  };
}

function lead({ relation, account, zone }: PasscodeFacts, end: string, isEnded: boolean): string[] {
  const at = instantWords(end, zone);
  const who = `the administrators of ${plain(account)}`;
  if (isEnded) {
    const refused = `It was rotated. Since ${at} calls with its old secret are refused.`;
    const ask = `If your calls fail, ask ${who} for the new one.`;
    return [refused, relation === "contact" ? ask : "Whoever still calls with the old one needs the new one now."];
  }
  const refused = `It was rotated and has two live secrets. From ${at} calls with the old one are refused.`;
  const ask = `Use the new one before then. If you do not have it, ask ${who}.`;
  return [refused, relation === "contact" ? ask : "Make sure that every caller uses the new one before then."];
}
