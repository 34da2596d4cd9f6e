import type { PasscodeFacts, Relation } from "@/lib/core/notice/notice-kinds";
import { plain } from "./name-words";

const reasons: Record<Relation, (account: string) => string> = {
  holder: () => "You get this mail because the passcode is yours.",
  administrator: (account) => `You get this mail because you look after the passcodes of ${account}.`,
  team: (account) => `You get this mail because ${account} names this address for mails about its passcodes.`,
  contact: (account) => `You get this mail because ${account} names you as the contact of a passcode.`,
};

/** Why somebody is told of passcodes, and where that is changed. @param about one or several of the same account. */
export function whyWords(about: readonly Pick<PasscodeFacts, "account" | "relation">[]): string[] {
  const account = plain(about[0]?.account ?? "");
  const relations = [...new Set(about.map(({ relation }) => relation))];
  const isStranger = relations.every((relation) => relation === "contact" || relation === "holder");
  const who = isStranger ? `An administrator of ${account}` : "An administrator";
  return [
    ...relations.map((relation) => reasons[relation](account)),
    `${who} changes who is told, and when, in Settings › Policies.`,
  ];
}
