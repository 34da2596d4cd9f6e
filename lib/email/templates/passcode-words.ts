import type { PasscodeFacts } from "@/lib/core/notice/notice-kinds";
import { formatSpan } from "@/lib/core/time/format-span";
import type { Action, Fact } from "@/lib/email/letter";
import { dateWords, instantWords } from "@/lib/email/words/date-words";
import { cut, mailbox, plain, quoted } from "@/lib/email/words/name-words";

/** What a template is given: when it is sent, and where the console is. */
export type Setting = { now: Date; publicUrl: string };

const nameLengthMax = 60;
const nouns = { account: "Passcode", token: "Private token" } as const;
/** The console's page of private tokens: one's own, or among all that somebody is signed in by. */
export const tokensPath = (relation: PasscodeFacts["relation"]) =>
  relation === "holder" ? "/tokens/private" : "/tokens?kind=private_token";

/**
 * Whose or which passcode, as a sentence begins: Passcode “Acme”, Your passcode, Ada Lovelace's passcode, Private token “Export”. Cut
 * short, as subjects need it.
 */
export function passcodeTitle({ owner, name, relation }: PasscodeFacts): string {
  if (owner !== "user") return `${nouns[owner]} ${quoted(cut(name, nameLengthMax))}`;
  return relation === "holder" ? "Your passcode" : `${plain(cut(name, nameLengthMax))}'s passcode`;
}

/** The page of a passcode for who may see it; null for a contact, who has no sign-in. */
export function passcodeAddress(
  { owner, passcode_id, email, relation }: PasscodeFacts,
  publicUrl: string,
): string | null {
  if (relation === "contact") return null;
  if (owner === "account") return `${publicUrl}/passcodes/${passcode_id}`;
  if (owner === "token") return `${publicUrl}${tokensPath(relation)}`;
  return relation === "holder"
    ? `${publicUrl}/settings/my-passcode`
    : `${publicUrl}/users?q=${encodeURIComponent(email ?? "")}`;
}

export function passcodeAction(facts: PasscodeFacts, publicUrl: string): Action | null {
  const href = passcodeAddress(facts, publicUrl);
  if (!href) return null;
  if (facts.owner === "token") return { label: "Open tokens & keys", href };
  const isOwn = facts.owner === "user" && facts.relation === "holder";
  return { label: isOwn ? "Open my passcode" : facts.owner === "user" ? "Open in Users" : "Open the passcode", href };
}

/** What identifies a passcode and tells how it is used. @param endLabel what its end is called. */
export function passcodeFacts(facts: PasscodeFacts, { now }: Setting, endLabel: string | null): Fact[] {
  const { account, owner, name, email, hint, ends_at: end, last_used_at: used, zone } = facts;
  return [
    { label: "Account", value: plain(account) },
    ...(owner === "user"
      ? [{ label: "User", value: email ? `${plain(name)}, ${mailbox(email)}` : plain(name) }]
      : [{ label: nouns[owner], value: plain(name) }]),
    ...(owner === "token" && email ? [{ label: "User", value: mailbox(email) }] : []),
    ...(hint ? [{ label: "Secret", value: hint, isCode: true as const }] : []),
    ...(endLabel ? [{ label: endLabel, value: end ? instantWords(end, zone) : "Never" }] : []),
    { label: "Last used", value: used ? usedWords(used, now, zone) : "Never" },
  ];
}

function usedWords(at: string, now: Date, zone: string): string {
  const span = formatSpan(Math.min(Date.parse(at), now.getTime()), now.getTime());
  return `${span.charAt(0).toUpperCase()}${span.slice(1)}, on ${dateWords(at, zone)}`;
}
