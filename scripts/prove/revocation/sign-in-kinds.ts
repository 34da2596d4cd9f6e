import { randomBytes, randomUUID } from "node:crypto";
import { addAccount } from "@/lib/core/account/add-account";
import { createAccount } from "@/lib/core/account/create-account";
import { readClock } from "@/lib/core/clock";
import { makeMailedLink } from "@/lib/core/mailed-link/mailed-link";
import { changePassword } from "@/lib/core/password/change-password";
import { makePasswordLink } from "@/lib/core/password/forget-password";
import { resetPassword } from "@/lib/core/password/reset-password";
import { removeTotp } from "@/lib/core/totp/remove-totp";
import { resetTotp, resetTotpByOperator } from "@/lib/core/totp/reset-totp";
import { confirmEmail } from "@/lib/core/user/confirm-email";
import { db } from "@/lib/db";
import { operator, testPassword } from "@/lib/testing/rolled-back";
import type { Dice } from "@/scripts/prove/dice";
import { direct } from "./console-kinds";
import { activeMembers, type Kind, some } from "./kind";
import { endBasic, endTokens, type House, type Member } from "./model";
import { type AdministeredHouse, freshConsole, makeMember, switchTotpOn, visitorOf } from "./people";

/** Another one every time: the one that somebody has is refused. */
const newPassword = () => randomBytes(15).toString("base64url");

const withoutTotp = (house: House, dice: Dice) =>
  some(
    activeMembers(house).filter(({ totp }) => !totp),
    dice,
  );
const membersMax = 4;

const passwordReplaced = (
  name: string,
  command: Kind["command"],
  make: (house: AdministeredHouse, member: Member, password: string) => Promise<unknown>,
) =>
  direct(name, command, withoutTotp, async (house, member) => {
    const password = newPassword();
    await make(house, member, password);
    return () => {
      member.password = password;
      endTokens(house, member);
      endBasic(house, member);
    };
  });

const totpEnded = (
  name: string,
  command: Kind["command"],
  make: (house: AdministeredHouse, member: Member) => Promise<unknown>,
) =>
  direct(
    name,
    command,
    (house, dice) =>
      some(
        activeMembers(house).filter(({ totp }) => totp),
        dice,
      ),
    async (house, member) => {
      await make(house, member);
      return () => {
        member.totp = null;
        endTokens(house, member);
      };
    },
  );

/** What becomes of what people sign in with, and of the accounts that they sign in to. */
export const signInKinds: Kind[] = [
  passwordReplaced("password changed", "password.change", async (house, member, password) =>
    changePassword(await freshConsole(house, member), { current_password: member.password, password }),
  ),
  passwordReplaced("password reset by a link", "password.reset", async (house, { email }, password) => {
    const { link } = await makePasswordLink(operator(), { email });
    await resetPassword(visitorOf(house), { link: link.split("#")[1] ?? "", password });
  }),
  direct("TOTP switched on", "totp.confirm", withoutTotp, switchTotpOn),
  totpEnded("TOTP switched off", "totp.remove", async (house, member) =>
    removeTotp(await freshConsole(house, member), { code: member.totp?.(1) ?? "" }),
  ),
  totpEnded("TOTP reset by an administrator", "totp.reset", (house, { id }) => resetTotp(house.administrator, { id })),
  totpEnded("TOTP reset by the operator", "totp.reset-by-operator", (_house, { email }) =>
    resetTotpByOperator(operator(), { email }),
  ),
  direct(
    "e-mail changed by a link",
    "email.confirm",
    (house, dice) => some(activeMembers(house), dice),
    async (house, member) => {
      const newEmail = `${randomUUID()}@prove.test`;
      const given = { purpose: "email_change", userId: member.userId, newEmail } as const;
      const { token } = await db().$transaction(async (tx) => makeMailedLink(tx, await readClock(tx), given));
      await confirmEmail(visitorOf(house), { link: token });
      return () => {
        member.email = newEmail;
        endBasic(house, member);
      };
    },
  ),
  direct(
    "user made by the operator",
    "user.create",
    (house) => house.members.length < membersMax && house,
    async (house) => {
      await makeMember(house);
      return () => undefined;
    },
  ),
  direct(
    "account made for somebody known",
    "account.create",
    (house) => house,
    async ({ administrator: { actor } }) => {
      const userId = actor.type === "user" ? actor.userId : "";
      const { email } = await db().user.findUniqueOrThrow({ where: { id: userId } });
      await createAccount(operator(), { name: "Another", email, password: testPassword });
      return () => undefined;
    },
  ),
  direct(
    "account added by its administrator",
    "account.add",
    (house) => house,
    async ({ administrator }) => {
      await addAccount(administrator, { name: "One more" });
      return () => undefined;
    },
  ),
];
