import type { PasscodeFacts, PasscodeKind } from "@/lib/core/notice/notice-kinds";
import type { Group, Letter, Row } from "@/lib/email/letter";
import { endWords, isOver } from "@/lib/email/words/date-words";
import { cut, plain, quoted } from "@/lib/email/words/name-words";
import { whyWords } from "@/lib/email/words/why-words";
import { changeWords } from "./passcode-change";
import { passcodeAddress, passcodeTitle, type Setting, tokensPath } from "./passcode-words";

export type PasscodeTold = { kind: PasscodeKind; facts: PasscodeFacts };
const places = ["Expired", "Expiring", "Old secrets", "Granted, reset and revoked", "New private tokens"] as const;
type Place = (typeof places)[number];

const rowsMax = 100;
const nameLengthMax = 40;

/** Several things about an account's passcodes and private tokens in one mail: what is over first, then what ends soonest. */
export function digestLetter(all: readonly PasscodeTold[], { now, publicUrl }: Setting): Letter {
  const sorted = inOrder(all, now);
  const first = sorted[0];
  if (!first) throw new Error("a digest of nothing");
  const { account } = first.facts;
  const count = new Set(all.map(({ facts }) => facts.passcode_id)).size;
  const noun = nounOf(all);
  const what = count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
  const attention = count === 1 ? "needs attention" : "need attention";
  const left = sorted.length - rowsMax;
  return {
    subject: `${what} of ${cut(account, nameLengthMax)} ${attention}: ${firstWords(first, now)}`,
    account,
    heading: `${what} ${attention}`,
    lead: [],
    facts: [],
    groups: grouped(sorted.slice(0, rowsMax), now, publicUrl),
    action: listAction(sorted, publicUrl),
    after: left > 0 ? [`And ${left} more.`] : [],
    why: whyWords(sorted.map(({ facts }) => facts)),
  };
}

function nounOf(all: readonly PasscodeTold[]): string {
  const tokens = all.filter(({ facts }) => facts.owner === "token").length;
  if (tokens === 0) return "passcode";
  return tokens === all.length ? "private token" : "credential";
}

const isExpiry = (kind: PasscodeKind) => kind === "expiry" || kind === "private_token_expiry";

function placeOf({ kind, facts }: PasscodeTold, now: Date): Place {
  if (kind === "retirement") return "Old secrets";
  if (kind === "private_token_made") return "New private tokens";
  if (!isExpiry(kind)) return "Granted, reset and revoked";
  return isOver(facts.ends_at ?? "", now) ? "Expired" : "Expiring";
}

/** By place, and there what ends soonest first; of what is over, what ended last. */
function inOrder(all: readonly PasscodeTold[], now: Date): PasscodeTold[] {
  const key = (told: PasscodeTold) => {
    const end = Date.parse(told.facts.ends_at ?? "9999-12-31T00:00:00Z");
    return [places.indexOf(placeOf(told, now)), isOver(told.facts.ends_at ?? "", now) ? -end : end] as const;
  };
  return all
    .map((told) => ({ told, key: key(told) }))
    .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1])
    .map(({ told }) => told);
}

function grouped(sorted: readonly PasscodeTold[], now: Date, publicUrl: string): Group[] {
  return places
    .map((place) => ({ heading: place, rows: sorted.filter((told) => placeOf(told, now) === place) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ heading, rows }) => ({ heading, rows: rows.map((told) => toRow(told, now, publicUrl)) }));
}

function toRow(told: PasscodeTold, now: Date, publicUrl: string): Row {
  const { facts } = told;
  return {
    name: facts.owner === "account" ? plain(facts.name) : titleOf(facts),
    href: passcodeAddress(facts, publicUrl),
    words: eventWords(told, now),
    hint: facts.hint,
  };
}

function titleOf(facts: PasscodeFacts): string {
  if (facts.owner === "token") return passcodeTitle(facts);
  return facts.relation === "holder" ? "Your passcode" : plain(facts.name);
}

function eventWords({ kind, facts }: PasscodeTold, now: Date): string {
  const end = facts.ends_at ?? now.toISOString();
  if (isExpiry(kind)) return endWords(end, now, facts.zone, { will: "expires", did: "expired" });
  if (kind !== "retirement") return changeWords(kind, facts);
  return endWords(end, now, facts.zone, { will: "old secret ends", did: "old secret ended" });
}

function firstWords(told: PasscodeTold, now: Date): string {
  const { facts } = told;
  const short = { ...facts, name: cut(facts.name, nameLengthMax), by: facts.by && cut(facts.by, nameLengthMax) };
  const name = facts.owner === "account" ? quoted(short.name) : titleOf(short);
  return `${name} ${eventWords({ ...told, facts: short }, now)}`;
}

/** The list that holds them all, for those who have a sign-in. */
function listAction(sorted: readonly PasscodeTold[], publicUrl: string): Letter["action"] {
  const seen = sorted.map(({ facts }) => facts).filter(({ relation }) => relation !== "contact");
  if (seen.length > 0 && seen.every(({ owner }) => owner === "token")) {
    const relation = seen.every((facts) => facts.relation === "holder") ? "holder" : "administrator";
    return { label: "Open tokens & keys", href: `${publicUrl}${tokensPath(relation)}` };
  }
  if (seen.some(({ owner }) => owner === "account")) return { label: "Open passcodes", href: `${publicUrl}/passcodes` };
  if (seen.some(({ relation }) => relation !== "holder")) return { label: "Open users", href: `${publicUrl}/users` };
  return seen.length > 0 ? { label: "Open my passcode", href: `${publicUrl}/settings/my-passcode` } : null;
}
