import { randomUUID } from "node:crypto";
import type { Action } from "@/lib/core/permissions";
import type { Dice } from "@/scripts/prove/dice";
import type { Calls, Done } from "./calls";
import type { OpenChange } from "./ledger";
import type { AccessToken, Credential, House, Member, Passcode, PrivateToken } from "./model";

export type Tools = { calls: Calls; dice: Dice };

/** One kind of change: which command makes it, of what, and what is so when it was answered. */
export type Kind = {
  name: string;
  command: Action;
  /** @returns what makes it; null where there is nothing in this account that it could be made of. */
  prepare(house: House, tools: Tools): null | ((change: OpenChange) => Promise<void>);
};

export function kind<Target>(
  name: string,
  command: Action,
  find: (house: House, dice: Dice) => Target | undefined | null | false,
  make: (given: Tools & { house: House; change: OpenChange; target: NonNullable<Target> }) => Promise<void>,
): Kind {
  return {
    name,
    command,
    prepare: (house, tools) => {
      const target = find(house, tools.dice);
      if (!target) return null;
      return (change) => make({ ...tools, house, change, target });
    },
  };
}

/** One of those that fit. */
export const some = <T>(list: readonly T[], dice: Dice): T | undefined =>
  list.length > 0 ? dice.oneOf(list) : undefined;

export const livePasscodes = (house: House): Passcode[] =>
  house.passcodes.filter(({ member, deleted }) => !member && !deleted);

export const secretsOf = (house: House, passcode: Passcode): Credential[] =>
  house.credentials.filter((one) => one.type === "passcode" && one.of === passcode && one.live);

export const isRolling = (house: House, passcode: Passcode): boolean => secretsOf(house, passcode).length > 1;

export const activeMembers = (house: House): Member[] => house.members.filter(({ active }) => active);

export const tokensOf = (house: House, member: Member): Credential[] =>
  house.credentials.filter((one) => one.type === "token" && one.member === member && one.live);

export const jwtOf = (house: House, member: Member): Credential | undefined =>
  house.credentials.find((one) => one.type === "jwt" && one.member === member && one.live);

export const accessTokensOf = (house: House, member: Member): AccessToken[] =>
  house.credentials.filter((one) => one.type === "access").filter((one) => one.member === member && one.live);

export const privateTokensOf = (house: House): PrivateToken[] =>
  house.credentials.filter((one) => one.type === "private").filter(({ live }) => live);

export const apiKeyOf = (house: House, member: Member): Credential | undefined =>
  house.credentials.find((one) => one.type === "apiKey" && one.member === member && one.live);

export const temporaryTokens = (house: House): Credential[] =>
  house.credentials.filter((one) => one.type === "temporary" && one.live);
export const basicOf = (house: House, member: Member): Credential | undefined =>
  house.credentials.find((one) => one.type === "basic" && one.member === member && one.live);

export const aKey = () => randomUUID();

/** What the account's own API says of a passcode now, where the answer to the change did not. */
export async function viewOf(calls: Calls, house: House, passcode: Passcode, done?: Done) {
  const view = done && !done.already ? done.body : (await calls.manage(house, "GET", `/passcodes/${passcode.id}`)).body;
  Object.assign(passcode, { name: view.name, version: view.version, expiresAt: view.expires_at });
  return view;
}
