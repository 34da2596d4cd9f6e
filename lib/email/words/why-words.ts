import type { PasscodeFacts, Relation } from "@/lib/core/notice/notice-kinds";
import { plain } from "./name-words";

const reasons: Record<Relation, (account: string, noun: string) => string> = {
  holder: (_account, noun) => `You get this mail because the ${noun} is yours.`,
  administrator: (account, noun) => `You get this mail because you look after the ${noun}s of ${account}.`,
  team: (account, noun) => `You get this mail because ${account} names this address for mails about its ${noun}s.`,
  contact: (account) => `You get this mail because ${account} names you as the contact of a passcode.`,
};

/** Why somebody is told of passcodes and private tokens, and where that is changed. @param about one or several of the same account. */
export function whyWords(about: readonly Pick<PasscodeFacts, "account" | "relation" | "owner">[]): string[] {
  const account = plain(about[0]?.account ?? "");
  const relations = [...new Set(about.map(({ relation }) => relation))];
  const isStranger = relations.every((relation) => relation === "contact" || relation === "holder");
  const who = isStranger ? `An administrator of ${account}` : "An administrator";
  const why = about.map(({ relation, owner }) =>
    reasons[relation](account, owner === "token" ? "private token" : "passcode"),
  );
  return [...new Set(why), `${who} changes who is told, and when, in Settings › Policies.`];
}
