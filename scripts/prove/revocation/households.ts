import type { Calls } from "./calls";
import {
  accessTokensOf,
  activeMembers,
  apiKeyOf,
  basicOf,
  jwtOf,
  livePasscodes,
  privateTokensOf,
  temporaryTokens,
  tokensOf,
} from "./kind";
import type { Ledger } from "./ledger";
import type { Credential, House, Member } from "./model";
import {
  type AdministeredHouse,
  createKey,
  createPasscode,
  exchangeKey,
  grant,
  inviteMember,
  makeApiKey,
  makeMember,
  switchTotpOn,
  useBasic,
} from "./people";
import { type Question, questionsOn } from "./questions";
import { type Issued, signIn } from "./sign-ins";

const passcodesWanted = 2;
const membersWanted = 2;
const temporaryWanted = 2;
/** Of what has ended for good, the latest are asked for on and on. */
const deadKept = 3;

/** Makes anew what changes have used up. What is made is right at once, everywhere. */
export async function replenish(calls: Calls, ledger: Ledger, house: House): Promise<void> {
  for (const make of missing(calls, house)) {
    const change = ledger.begin("something made");
    await make();
    change.answered();
    change.settle();
  }
}

function missing(calls: Calls, house: House): (() => Promise<unknown>)[] {
  const lack: (() => Promise<unknown>)[] = [];
  for (let n = livePasscodes(house).length; n < passcodesWanted; n++) lack.push(() => createPasscode(calls, house));
  for (let n = house.members.filter(({ deleted, link }) => !deleted && !link).length; n < membersWanted; n++) {
    lack.push(() => makeMember(house));
  }
  for (const member of activeMembers(house)) {
    if (!member.passcode) lack.push(() => grant(calls, house, member));
    const wanted = lackingOf(house, member);
    if (wanted.length > 0) lack.push(() => signIn(house as AdministeredHouse, member, wanted));
    if (!basicOf(house, member)) lack.push(async () => useBasic(house, member));
    if (!apiKeyOf(house, member)) lack.push(async () => (await makeApiKey(house as AdministeredHouse, member))());
  }
  for (let n = temporaryTokens(house).length; n < temporaryWanted; n++) {
    lack.push(() => exchangeKey(calls, house as AdministeredHouse));
  }
  const members = activeMembers(house);
  const last = members.at(-1);
  // The others sign in to what takes no code.
  if (last && !members.some(({ totp }) => totp)) {
    lack.push(async () => (await switchTotpOn(house as AdministeredHouse, last))());
  }
  if (!house.members.some(({ link }) => link)) lack.push(() => inviteMember(calls, house));
  if (!house.credentials.some(({ type, live }) => type === "key" && live)) lack.push(() => createKey(calls, house));
  return lack;
}

function lackingOf(house: House, member: Member): Issued[] {
  const lacking: Issued[] = [];
  if (!privateTokensOf(house).some((one) => one.member === member)) lacking.push("private");
  // With TOTP each code is good for one sign-in only.
  if (member.totp) return lacking;
  if (house.takesSessions && tokensOf(house, member).length === 0) lacking.push("token");
  if (house.takesBasic && !jwtOf(house, member)) lacking.push("jwt");
  if (accessTokensOf(house, member).length === 0) lacking.push("access");
  return lacking;
}

/** Whether nothing brings it back. */
function isDead(one: Credential): boolean {
  if (!one.live) return true;
  if (one.type === "passcode") return one.of.deleted;
  return "member" in one && one.member.deleted;
}

/** Forgets what has been dead for longest. @returns what is to be asked for. */
export function questionsOf(house: House): Question[] {
  const dead = house.credentials.filter(isDead);
  const forgotten = new Set(dead.slice(0, Math.max(0, dead.length - deadKept)));
  house.credentials = house.credentials.filter((one) => !forgotten.has(one));
  house.passcodes = house.passcodes.filter(({ deleted }) => !deleted);
  house.members = house.members.filter(({ deleted }) => !deleted);
  return house.credentials.flatMap((one) => questionsOn(house, one));
}
