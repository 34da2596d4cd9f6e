import type { Action, Group, Letter } from "@/lib/email/letter";
import { plain } from "@/lib/email/words/name-words";
import { forgottenWords } from "./way";

/** A letter as plain text: what the HTML says, in the same order. */
export function letterText({ heading, account, lead, groups, facts, action, after, why }: Letter): string {
  const blocks = [
    heading,
    ...lead,
    ...groups.map(groupText),
    facts.map(({ label, value }) => `${label}: ${value}`).join("\n"),
    action && actionText(action),
    ...after,
    ["--", account ? `Watchword, ${plain(account)}` : "Watchword", ...why].join("\n"),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function groupText({ heading, rows }: Group): string {
  const lines = rows.map(({ name, words, hint }) => `- ${name}${hint ? ` (${hint})` : ""}: ${words}`);
  return [heading, ...lines].join("\n");
}

const actionText = ({ label, href, isForgotten }: Action): string =>
  `${label}:\n${href}${isForgotten ? `\n${forgottenWords}` : ""}`;
