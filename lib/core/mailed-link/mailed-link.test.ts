import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changePassword } from "@/lib/core/password/change-password";
import { forgetPassword, makePasswordLink } from "@/lib/core/password/forget-password";
import { resetPassword } from "@/lib/core/password/reset-password";
import { readSession } from "@/lib/core/session/read-session";
import { confirmEmail } from "@/lib/core/user/confirm-email";
import { updateProfile } from "@/lib/core/user/update-profile";
import { db, type Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { withTotp } from "@/lib/testing/a-member";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { mailedToken } from "@/lib/testing/mailed-token";
import { anAccount, anonymous, operator, rolledBack, signIn, testPassword } from "@/lib/testing/rolled-back";
import { checkEmailLink, checkPasswordLink } from "./check-mailed-link";

const password = "seven grey herons at dusk";

beforeEach(() => {
  env().SMTP_URL = "smtp://mail.example.test:25";
});
afterEach(() => {
  env().SMTP_URL = undefined;
});

const notices = (tx: Tx, recipient: string) =>
  tx.notice.findMany({ where: { recipient }, orderBy: { createdAt: "asc" } });

async function forgotten(tx: Tx) {
  const given = await anAccount(tx);
  await forgetPassword(anonymous(tx), { email: given.email });
  return { ...given, link: await mailedToken(tx, given.email, "password_reset") };
}

describe("a forgotten password", () => {
  test("is replaced by the mailed link, once; all sign-ins end, and it signs nobody in", () =>
    rolledBack(async (tx) => {
      const { email, actor, link, account } = await forgotten(tx);
      expect(await checkPasswordLink(anonymous(tx), { link })).toEqual({ email, has_totp: false });
      expect(await resetPassword(anonymous(tx), { link, password })).toBeNull();
      expect(await readSession(actor.sessionId, tx), "a thief's sign-in goes on").toBeNull();
      expect(await refusalOf(resetPassword(anonymous(tx), { link, password }))).toMatchObject({
        code: "mailed_link_invalid",
      });
      expect(await refusalOf(signIn(anonymous(tx), { email, password: testPassword }))).toMatchObject({
        code: "credential_invalid",
      });
      await signIn(anonymous(tx), { email, password });
      expect((await notices(tx, email)).map(({ kind }) => kind)).toEqual(["password_reset", "password_changed"]);
      expect((await auditOf(tx, account.id)).map(({ action }) => action)).toEqual(
        expect.arrayContaining(["password.forget", "password.reset"]),
      );
    }));

  test("the same is done for who is nobody, and nothing is sent", () =>
    rolledBack(async (tx) => {
      const stranger = `${crypto.randomUUID()}@example.test`;
      expect(await forgetPassword(anonymous(tx), { email: stranger })).toBeNull();
      expect(await notices(tx, stranger)).toMatchObject([{ cancelledAt: expect.any(Date), sealed: null }]);
    }));

  test("the link is no link for a new e-mail, dies with a newer one, with a new e-mail, and after an hour", () =>
    rolledBack(async (tx) => {
      const { email, link, caller } = await forgotten(tx);
      expect((await refusalOf(checkEmailLink(anonymous(tx), { link }))).code).toBe("mailed_link_invalid");
      await forgetPassword(anonymous(tx), { email });
      expect((await refusalOf(resetPassword(anonymous(tx), { link, password }))).code).toBe("mailed_link_invalid");
      const second = await mailedToken(tx, email, "password_reset");
      await tx.$executeRaw`UPDATE mailed_link SET expires_at = clock_timestamp() - interval '1 millisecond' WHERE ended_at IS NULL`;
      expect((await refusalOf(resetPassword(anonymous(tx), { link: second, password }))).code).toBe(
        "mailed_link_invalid",
      );
      await forgetPassword(anonymous(tx), { email });
      const third = await mailedToken(tx, email, "password_reset");
      env().SMTP_URL = undefined;
      await updateProfile(caller, { name: "Ada", email: `${crypto.randomUUID()}@example.test` });
      expect((await refusalOf(resetPassword(anonymous(tx), { link: third, password }))).code).toBe(
        "mailed_link_invalid",
      );
    }));

  test("the link dies when the password is changed meanwhile", () =>
    rolledBack(async (tx) => {
      const { caller, link } = await forgotten(tx);
      await changePassword(caller, { current_password: testPassword, password: "seven grey otters at dusk" });
      expect((await refusalOf(resetPassword(anonymous(tx), { link, password }))).code).toBe("mailed_link_invalid");
    }));

  test("a weak or short password is refused, and the link still opens; beside TOTP eight characters are enough", () =>
    rolledBack(async (tx) => {
      const { email, caller } = await anAccount(tx);
      await forgetPassword(anonymous(tx), { email });
      const link = await mailedToken(tx, email, "password_reset");
      for (const weak of ["gR7!kq2Zx", "aaaaaaaaaaaaaaaaaaaaaa"]) {
        expect((await refusalOf(resetPassword(anonymous(tx), { link, password: weak }))).code).toBe("invalid_request");
      }
      const { code } = await withTotp(caller);
      await resetPassword(anonymous(tx), { link, password: "gR7!kq2Zx" });
      expect(await refusalOf(signIn(anonymous(tx), { email, password: "gR7!kq2Zx" }))).toMatchObject({
        message: "a TOTP code is asked for",
      });
      expect(code(1)).toMatch(/^\d{6}$/);
    }));

  test("one name may ask five times a day, known or not", () =>
    rolledBack(async (tx) => {
      for (const email of [(await anAccount(tx)).email, `${crypto.randomUUID()}@example.test`]) {
        for (let asked = 0; asked < 5; asked++) await forgetPassword(anonymous(tx), { email });
        expect((await refusalOf(forgetPassword(anonymous(tx), { email }))).code).toBe("throttled");
      }
    }));

  test("without a mail server it says so to everybody alike, and the operator makes the link", () =>
    rolledBack(async (tx) => {
      env().SMTP_URL = undefined;
      const { email } = await anAccount(tx);
      for (const asked of [email, "nobody@example.test"]) {
        expect((await refusalOf(forgetPassword(anonymous(tx), { email: asked }))).code).toBe("mail_refused");
      }
      const { link } = await makePasswordLink(operator(tx), { email });
      expect(link.startsWith(`${env().PUBLIC_URL}/reset-password#wwml_`)).toBe(true);
      await resetPassword(anonymous(tx), { link: link.split("#")[1] ?? "", password });
      await signIn(anonymous(tx), { email, password });
    }));
});

describe("five at once", () => {
  test("a mailed link replaces the password once", async () => {
    const { id } = await guardedAccount();
    const { email } = await activeMember(id, "member");
    await forgetPassword(anonymous(), { email });
    const link = await mailedToken(db(), email, "password_reset");
    const words = ["herons", "otters", "badgers", "martens", "swallows"];
    const ends = await Promise.allSettled(
      words.map((word) => resetPassword(anonymous(), { link, password: `seven grey ${word} at dusk` })),
    );
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = ends.flatMap((end) => (end.status === "rejected" ? [end.reason.code] : []));
    expect(refused).toEqual([
      "mailed_link_invalid",
      "mailed_link_invalid",
      "mailed_link_invalid",
      "mailed_link_invalid",
    ]);
  });

  test("a new e-mail is confirmed once", async () => {
    const { id } = await guardedAccount();
    const { caller, userId } = await activeMember(id, "member");
    const wanted = `${crypto.randomUUID()}@example.test`;
    await updateProfile(caller, { name: "Bo", email: wanted });
    const link = await mailedToken(db(), wanted, "email_change");
    const ends = await Promise.allSettled([1, 2, 3, 4, 5].map(() => confirmEmail(anonymous(), { link })));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await db().user.findUniqueOrThrow({ where: { id: userId } })).email).toBe(wanted);
  });
});

describe("a new e-mail", () => {
  test("takes effect by the link that went to it, and the old address is told", () =>
    rolledBack(async (tx) => {
      const { email, caller, user } = await anAccount(tx);
      const wanted = `${crypto.randomUUID()}@example.test`;
      expect(await updateProfile(caller, { name: "Ada", email: wanted })).toEqual({
        ...{ name: "Ada", email, pending_email: wanted },
      });
      expect(await tx.user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({ email, name: "Ada" });
      const link = await mailedToken(tx, wanted, "email_change");
      expect(await checkEmailLink(anonymous(tx), { link })).toEqual({ email, new_email: wanted });
      expect((await refusalOf(resetPassword(anonymous(tx), { link, password }))).code).toBe("mailed_link_invalid");
      expect(await confirmEmail(anonymous(tx), { link })).toEqual({ email: wanted });
      expect((await refusalOf(confirmEmail(anonymous(tx), { link }))).code).toBe("mailed_link_invalid");
      expect((await notices(tx, email)).at(-1)).toMatchObject({ kind: "email_changed", facts: { new_email: wanted } });
      await signIn(anonymous(tx), { email: wanted, password: testPassword });
    }));

  test("that somebody else took meanwhile is refused, and all stays", () =>
    rolledBack(async (tx) => {
      const { email, caller, user } = await anAccount(tx);
      const wanted = `${crypto.randomUUID()}@example.test`;
      await updateProfile(caller, { name: "Ada", email: wanted });
      const other = await anAccount(tx);
      await tx.user.update({ where: { id: other.user.id }, data: { email: wanted } });
      const link = await mailedToken(tx, wanted, "email_change");
      expect((await refusalOf(confirmEmail(anonymous(tx), { link }))).code).toBe("email_taken");
      expect((await tx.user.findUniqueOrThrow({ where: { id: user.id } })).email).toBe(email);
    }));
});
