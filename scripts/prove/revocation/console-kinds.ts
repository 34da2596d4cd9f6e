import { randomUUID } from "node:crypto";
import { acceptInvitation } from "@/lib/core/invitation/accept-invitation";
import { changePasscodes } from "@/lib/core/passcode/change-passcodes";
import type { Action } from "@/lib/core/permissions";
import { changeUsers } from "@/lib/core/user/change-users";
import { updateProfile } from "@/lib/core/user/update-profile";
import type { Dice } from "@/scripts/prove/dice";
import { activeMembers, type Kind, kind, livePasscodes, some, viewOf } from "./kind";
import { endMember, type House, type Member, type Passcode } from "./model";
import { type AdministeredHouse, freshConsole, visitorOf } from "./people";

const administered = (house: House) => house as AdministeredHouse;

/** This process runs commands beside the nodes, as the console's half and the operator's command do. */
export const direct = <Target>(
  name: string,
  command: Action,
  find: (house: House, dice: Dice) => Target | undefined | null | false,
  make: (house: AdministeredHouse, target: NonNullable<Target>) => Promise<() => unknown>,
  after?: (given: {
    house: House;
    target: NonNullable<Target>;
    calls: Parameters<typeof viewOf>[0];
  }) => Promise<unknown>,
): Kind =>
  kind(name, command, find, async ({ house, change, target, calls }) => {
    const started = performance.now();
    const apply = await make(administered(house), target);
    change.answered();
    calls.noteWait(started);
    apply();
    await after?.({ house, target, calls });
  });

type Bulk = Parameters<typeof changePasscodes>[1]["change"];

const manyPasscodes = (
  name: string,
  bulk: Bulk,
  test: (passcode: Passcode) => boolean,
  apply: (one: Passcode) => void,
) =>
  direct(
    `passcodes ${name}, two at once`,
    "passcode.change-many",
    (house) => {
      const two = livePasscodes(house).filter(test).slice(0, 2);
      return two.length > 0 && two;
    },
    async (house, two) => {
      await changePasscodes(house.administrator, { ids: two.map(({ id }) => id), change: bulk });
      return () => two.forEach(apply);
    },
    async ({ house, target, calls }) => {
      for (const one of target) if (!one.deleted) await viewOf(calls, house, one);
    },
  );

type UserBulk = Parameters<typeof changeUsers>[1]["change"];

const manyUsers = (name: string, bulk: UserBulk, apply: (house: House, member: Member) => void) =>
  direct(
    `users: ${name}, two at once`,
    "user.change-many",
    (house) => {
      const two = activeMembers(house).slice(0, 2);
      return two.length > 0 && two;
    },
    async (house, two) => {
      await changeUsers(house.administrator, { ids: two.map(({ id }) => id), change: bulk });
      return () => {
        for (const member of two) apply(house, member);
      };
    },
  );

/** What only the console or the operator's command does. */
export const consoleKinds: Kind[] = [
  manyPasscodes(
    "suspended",
    { do: "suspend" },
    ({ suspended }) => !suspended,
    (one) => (one.suspended = true),
  ),
  manyPasscodes(
    "resumed",
    { do: "resume" },
    ({ suspended }) => suspended,
    (one) => (one.suspended = false),
  ),
  manyPasscodes(
    "given another end",
    { do: "set_expiry", expires_in_days: 400 },
    () => true,
    (one) => (one.expired = false),
  ),
  manyPasscodes(
    "deleted",
    { do: "delete" },
    () => true,
    (one) => (one.deleted = true),
  ),
  manyUsers("passcodes revoked", { do: "revoke_passcode" }, (_house, member) => {
    if (member.passcode) member.passcode.deleted = true;
    member.passcode = null;
  }),
  manyUsers("access revoked", { do: "revoke" }, endMember),
  direct(
    "own name changed",
    "profile.update",
    (house, dice) => some(activeMembers(house), dice),
    async (house, member) => {
      const name = `Person ${randomUUID()}`;
      await updateProfile(await freshConsole(house, member), { name, email: member.email });
      return () => (member.name = name);
    },
  ),
  direct(
    "invitation accepted",
    "invitation.accept",
    (house, dice) =>
      some(
        house.members.filter(({ link }) => link),
        dice,
      ),
    async (house, member) => {
      const name = `Guest ${randomUUID()}`;
      await acceptInvitation(visitorOf(house), { link: member.link ?? "", name, password: member.password });
      return () => Object.assign(member, { name, active: true, link: null });
    },
  ),
];
