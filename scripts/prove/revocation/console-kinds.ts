import { randomUUID } from "node:crypto";
import { acceptInvitation } from "@/lib/core/invitation/accept-invitation";
import { changePasscodes } from "@/lib/core/passcode/change-passcodes";
import { changePassword } from "@/lib/core/password/change-password";
import { makePasswordLink } from "@/lib/core/password/forget-password";
import { resetPassword } from "@/lib/core/password/reset-password";
import type { Action } from "@/lib/core/permissions";
import { removeTotp } from "@/lib/core/totp/remove-totp";
import { resetTotp, resetTotpByOperator } from "@/lib/core/totp/reset-totp";
import { changeUsers } from "@/lib/core/user/change-users";
import { updateProfile } from "@/lib/core/user/update-profile";
import { withTotp } from "@/lib/testing/a-member";
import { anonymous, operator } from "@/lib/testing/rolled-back";
import type { Dice } from "@/scripts/prove/dice";
import { activeMembers, type Kind, kind, livePasscodes, some, tokensOf, viewOf } from "./kind";
import { endMember, endTokens, type House, type Member, type Passcode } from "./model";
import { type AdministeredHouse, freshConsole } from "./people";

const administered = (house: House) => house as AdministeredHouse;
/** Another one every time: the one that somebody has is refused. */
const newPassword = () => `a lantern on the north wall ${randomUUID()}`;

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

const signedIn = (house: House, dice: Dice) =>
  some(
    activeMembers(house).filter((member) => tokensOf(house, member).length > 0),
    dice,
  );

/** What ends the other sign-ins of a person. */
const endsSignIns = (
  name: string,
  command: Action,
  make: (house: AdministeredHouse, member: Member, password: string) => Promise<boolean>,
) =>
  direct(name, command, signedIn, async (house, member) => {
    const password = newPassword();
    const isNew = await make(house, member, password);
    return () => {
      if (isNew) member.password = password;
      endTokens(house, member);
    };
  });

const passwordKinds: Kind[] = [
  endsSignIns("password changed", "password.change", async (house, member, password) => {
    const console = await freshConsole(house, member);
    await changePassword(console, { current_password: member.password, password });
    return true;
  }),
  endsSignIns("password reset by a link", "password.reset", async (_house, { email }, password) => {
    const { link } = await makePasswordLink(operator(), { email });
    await resetPassword(anonymous(), { link: link.split("#")[1] ?? "", password });
    return true;
  }),
  endsSignIns("TOTP switched off", "totp.remove", async (house, member) => {
    const console = await freshConsole(house, member);
    const { code } = await withTotp(console);
    await removeTotp(console, { code: code(1) });
    return false;
  }),
  endsSignIns("TOTP reset by an administrator", "totp.reset", async (house, member) => {
    await withTotp(await freshConsole(house, member));
    await resetTotp(house.administrator, { id: member.id });
    return false;
  }),
  endsSignIns("TOTP reset by the operator", "totp.reset-by-operator", async (house, member) => {
    await withTotp(await freshConsole(house, member));
    await resetTotpByOperator(operator(), { email: member.email });
    return false;
  }),
];

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
  ...passwordKinds,
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
    async (_house, member) => {
      const name = `Guest ${randomUUID()}`;
      await acceptInvitation(anonymous(), { link: member.link ?? "", name, password: member.password });
      return () => Object.assign(member, { name, active: true, link: null });
    },
  ),
];
