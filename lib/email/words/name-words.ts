import type { Told } from "@/lib/core/notice/notice-kinds";

/** Control characters, line ends, lone surrogates and what turns the direction of text: they forge headers and what is read. */
const forging = /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;
/** Shows as nothing, and ends an address for the programs that look for one in a text. */
const breaker = "\u200C";
const subjectLengthMax = 150;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What people wrote, as one line of text. */
export const fold = (text: string): string => text.replace(forging, " ").trim();

/** The same, with every text in the facts folded. */
export function foldFacts(told: Told): Told {
  const facts = Object.entries(told.facts).map(([key, value]) => [
    key,
    typeof value === "string" ? fold(value) : value,
  ]);
  return { ...told, facts: Object.fromEntries(facts) } as Told;
}

/** A name that looks like an address, made so that no mail program turns it into a link; others stay as they are. */
export const plain = (name: string): string => name.replace(/(?<=\S)[.:/@]+(?=\S)/g, (mark) => `${mark}${breaker}`);

/** An e-mail address, to be copied as it is; it is made plain only where it could be read as an address of the web. */
export const mailbox = (email: string): string => (email.includes("/") ? plain(email) : email);

/** @returns “Acme”. */
export const quoted = (name: string): string => `“${plain(name)}”`;

/** Who did something, as a sentence begins. @param by as the core names him; null: not known. */
export const doer = (by: string | null): string =>
  by === "operator" ? "The operator of this installation" : plain(by ?? "An administrator");

/** Cuts after so many UTF-16 units, between characters as they are seen. */
export function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  let kept = "";
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length >= lengthMax) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** One line, at most 150 characters; nothing in a subject is made a link. */
export const subjectLine = (subject: string): string =>
  cut(fold(subject).replace(/(?<=[.:/@])\u200C/g, ""), subjectLengthMax);
