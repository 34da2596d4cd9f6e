import { describe, expect, test } from "vitest";
import { inviteUsers } from "@/lib/core/invitation/invite-users";
import { changePassword } from "@/lib/core/password/change-password";
import { createSession } from "@/lib/core/session/create-session";
import { removeTotp } from "@/lib/core/totp/remove-totp";
import { changeUsers } from "@/lib/core/user/change-users";
import { updateUser } from "@/lib/core/user/update-user";
import { grantUserPasscode } from "@/lib/core/user-passcode/grant-user-passcode";
import { resetUserPasscode } from "@/lib/core/user-passcode/reset-user-passcode";
import { revokeUserPasscode } from "@/lib/core/user-passcode/revoke-user-passcode";
import type { Tx } from "@/lib/db";
import { aMember, withTotp } from "@/lib/testing/a-member";
import { mailedToken } from "@/lib/testing/mailed-token";
import { anAccount, anonymous, rolledBack, testPassword, testRequest } from "@/lib/testing/rolled-back";
import { sendWarnings } from "./sweep-notices";

const told = async (tx: Tx, recipient: string) =>
  (await tx.notice.findMany({ where: { recipient }, orderBy: [{ createdAt: "asc" }, { kind: "asc" }] })).map(
    ({ kind, cancelledAt }) => (cancelledAt ? `${kind} cancelled` : kind),
  );

describe("who is told", () => {
  test("that a passcode was granted, reset and revoked: its user and the administrators; a second reset again", () =>
    rolledBack(async (tx) => {
      const { caller, account, email } = await anAccount(tx);
      const { id, email: own } = await aMember(tx, account.id);
      await grantUserPasscode(caller, { id, validity_days: 90 });
      await resetUserPasscode(caller, { id });
      await resetUserPasscode(caller, { id });
      await revokeUserPasscode(caller, { id });
      await sendWarnings(caller, {});
      const all = ["passcode_granted", "passcode_reset", "passcode_reset", "passcode_revoked"];
      const cancelled = all.map((kind) => (kind === "passcode_revoked" ? kind : `${kind} cancelled`));
      expect((await told(tx, own)).sort(), "what was overtaken is told too").toEqual(cancelled.sort());
      expect((await told(tx, email)).sort()).toEqual(cancelled.sort());
      const { facts } = await tx.notice.findFirstOrThrow({ where: { recipient: own, kind: "passcode_revoked" } });
      expect(facts).toMatchObject({ relation: "holder", by: "Ada Watch", account: account.name });
    }));

  test("whose access is revoked learns of his passcode's end all the same", () =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      const { id, email: own } = await aMember(tx, account.id);
      await grantUserPasscode(caller, { id, validity_days: null });
      await updateUser(caller, { id, status: "revoked" });
      await sendWarnings(caller, {});
      expect(await told(tx, own)).toEqual(["passcode_granted cancelled", "passcode_revoked"]);
    }));

  test("of many at once, each", () =>
    rolledBack(async (tx) => {
      const { caller, account, email } = await anAccount(tx);
      const members = [await aMember(tx, account.id), await aMember(tx, account.id)];
      await changeUsers(caller, { ids: members.map(({ id }) => id), change: { do: "grant", validity_days: 5 } });
      expect(await told(tx, email)).toEqual(["passcode_granted", "passcode_granted"]);
      for (const member of members) expect(await told(tx, member.email)).toEqual(["passcode_granted"]);
    }));

  test("who is invited, with the link, whose token is nowhere in clear", () =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      const invited = `${crypto.randomUUID()}@example.test`;
      const { data } = await inviteUsers(caller, { invitations: [{ email: invited, role: "viewer" }] });
      const token = data[0]?.link.split("#")[1];
      expect(await mailedToken(tx, invited, "invitation")).toBe(token);
      const [row] = await tx.notice.findMany({ where: { recipient: invited } });
      expect(row).toMatchObject({ accountId: account.id, facts: { account: account.name, role: "viewer" } });
      expect(JSON.stringify({ ...row, sealed: null })).not.toContain(token);
    }));

  test("the person, of a changed password and of TOTP on and off", () =>
    rolledBack(async (tx) => {
      const { caller, email } = await anAccount(tx);
      const { code } = await withTotp(caller);
      await changePassword(caller, {
        ...{ current_password: testPassword, code: code(1), password: "seven grey herons at dusk" },
      });
      await tx.totp.updateMany({ data: { lastStep: 0 } });
      await removeTotp(caller, { code: code(0) });
      expect(await told(tx, email)).toEqual(["totp_changed", "password_changed", "totp_changed"]);
    }));

  test("the person, of a sign-in by a device or from a network that is new; not of his first, nor of one that is known", () =>
    rolledBack(async (tx) => {
      const { email, membership } = await anAccount(tx);
      const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
      const from = (address: string, agent: string) =>
        createSession(
          { ...anonymous(tx), request: { ...testRequest, address, agent } },
          { email, password: testPassword },
        );
      await tx.session.deleteMany({ where: { membershipId: membership.id } });
      await from("192.0.2.7", firefox);
      expect(await told(tx, email), "the first").toEqual([]);
      await from("192.0.2.200", firefox.replaceAll("140", "141"));
      expect(await told(tx, email), "a newer version in the same house").toEqual([]);
      await from("198.51.100.4", firefox);
      await from("192.0.2.7", "curl/8.5");
      expect(await told(tx, email)).toEqual(["new_device", "new_device"]);
    }));
});
