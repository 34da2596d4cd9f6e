import type { Issue } from "@/lib/core/errors";
import { invitationsMax } from "@/lib/core/invitation/invitations-max";
import { emailSchema } from "@/lib/core/name";

/** An address that cannot be invited, and why. */
export type Mistake = { index: number; address: string; message: string };

/** What was pasted, address by address: they are separated by commas, spaces, semicolons or lines. */
export const splitAddresses = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** What is wrong with each of them, before it is sent. */
export function findMistakes(addresses: string[]): Mistake[] {
  const folded = addresses.map((address) => emailSchema.safeParse(address));
  const emails = folded.map((parsed) => parsed.data);
  return addresses.flatMap((address, index) => {
    const { error, data } = folded[index] ?? {};
    if (error) return [{ index, address, message: error.issues[0]?.message ?? "" }];
    return emails.indexOf(data) < index ? [{ index, address, message: "E-mail: it is in this list already." }] : [];
  });
}

/** What the server found, at the addresses that it found it at. */
export function mistakesFrom(issues: readonly Issue[], addresses: string[]): Mistake[] {
  return issues.flatMap(({ path, message }) => {
    const index = Number(/^invitations\.(\d+)\./.exec(path)?.[1] ?? -1);
    const address = addresses[index];
    return address === undefined ? [] : [{ index, address, message }];
  });
}

/** What is wrong with the list as a whole; nothing: it may be sent. */
export function listMistake(count: number): string | undefined {
  if (count === 0) return "Addresses: at least one.";
  if (count > invitationsMax) return `Addresses: at most ${invitationsMax} at once; these are ${count}.`;
}

/** The same list without some of them, one a line. */
export const withoutAddresses = (addresses: string[], indexes: readonly number[]) =>
  addresses.filter((_, index) => !indexes.includes(index)).join("\n");
