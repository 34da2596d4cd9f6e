import { describe, expect, test } from "vitest";
import { makeToken } from "@/lib/core/secrets";
import { readSession } from "@/lib/core/session/read-session";
import { readUser } from "@/lib/core/user/read-user";
import { updateUser } from "@/lib/core/user/update-user";
import { db, type Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { aMember, withTotp, wrongCode } from "@/lib/testing/a-member";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, anonymous, rolledBack, testPassword } from "@/lib/testing/rolled-back";
import { acceptInvitation } from "./accept-invitation";
import { checkInvitation } from "./check-invitation";
import { inviteUsers } from "./invite-users";
import { renewInvitation } from "./renew-invitation";

const password = "seven grey herons at dusk";
const tokenOf = (link: string) => link.split("#")[1] ?? "";

async function anInvitation(tx: Tx, email = `${crypto.randomUUID()}@example.test`) {
  const given = await anAccount(tx);
  const { data } = await inviteUsers(given.caller, { invitations: [{ email, role: "member" }] });
  const [invited] = data;
  if (!invited) throw new Error("nobody was invited");
  return { ...given, invited, email, link: tokenOf(invited.link) };
}

describe("an invitation", () => {
  test("opens at the configured address, its token in the fragment, and makes its holder a member, signed in", () =>
    rolledBack(async (tx) => {
      const { account, caller, invited, link, email } = await anInvitation(tx);
      expect(invited.link).toBe(`${env().PUBLIC_URL}/join#${link}`);
      expect(await checkInvitation(anonymous(tx), { link })).toMatchObject({ email, has_password: false });
      const { session_id } = await acceptInvitation(anonymous(tx), { link, name: "Bo", password });
      const signedIn = await readSession(session_id, tx);
      expect(signedIn?.account.id).toBe(account.publicId);
      expect(signedIn?.user).toEqual({ name: "Bo", email });
      expect(await readUser(caller, { id: invited.id })).toMatchObject({
        status: "active",
        invitation_expires_at: null,
      });
      expect(JSON.stringify(await tx.invitation.findMany({ select: { id: true, createdBy: true } }))).not.toContain(
        link,
      );
    }));

  test("opens once, is over after 7 days, dies with a new one and with the access", () =>
    rolledBack(async (tx) => {
      const join = (link: string) => acceptInvitation(anonymous(tx), { link, password });
      const codeOf = async (link: string) => (await refusalOf(join(link))).code;
      const used = await anInvitation(tx);
      await join(used.link);
      expect(await codeOf(used.link), "a spent link lets somebody in").toBe("invitation_invalid");
      const old = await anInvitation(tx);
      await tx.$executeRaw`UPDATE invitation SET expires_at = clock_timestamp() - interval '1 millisecond' WHERE membership_id = ${old.invited.id}::uuid`;
      expect(await codeOf(old.link)).toBe("invitation_invalid");
      const replaced = await anInvitation(tx);
      const { link } = await renewInvitation(replaced.caller, { id: replaced.invited.id });
      expect(await codeOf(replaced.link)).toBe("invitation_invalid");
      await updateUser(replaced.caller, { id: replaced.invited.id, status: "revoked" });
      expect(await codeOf(tokenOf(link))).toBe("invitation_invalid");
      for (const made of [makeToken("iv"), makeToken("su"), "", "x"])
        expect(await codeOf(made)).toBe("invitation_invalid");
    }));

  test("used ten times at once lets one in", async () => {
    const { link } = await db().$transaction((tx) => anInvitation(tx), { maxWait: 10_000 });
    const join = () =>
      db().$transaction((tx) => acceptInvitation(anonymous(tx), { link, password }), {
        maxWait: 20_000,
        timeout: 20_000,
      });
    const ends = await Promise.allSettled(Array.from({ length: 10 }, join));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const end of ends) if (end.status === "rejected") expect(end.reason.code).toBe("invitation_invalid");
  });

  test("alone is nobody: a person who signs in elsewhere proves himself, with his second factor", () =>
    rolledBack(async (tx) => {
      const known = await aMember(tx, (await anAccount(tx)).account.id);
      const { code } = await withTotp(known.caller);
      const { link } = await anInvitation(tx, known.email);
      const join = (more: object) => acceptInvitation(anonymous(tx), { link, password, ...more });
      expect((await refusalOf(join({}))).code, "a link sets the password of an account elsewhere").toBe(
        "credential_invalid",
      );
      expect((await refusalOf(join({ password: testPassword }))).code).toBe("totp_code_required");
      const wrong = await refusalOf(join({ password: testPassword, code: wrongCode(code) }));
      expect(wrong.code).toBe("totp_code_invalid");
      await join({ password: testPassword, code: code(), name: "Mallory" });
      expect((await tx.user.findUniqueOrThrow({ where: { email: known.email } })).name).toBe("Bo Ward");
    }));

  test.each(["short", "passwordpassword", "seven grey herons at dusk".repeat(6)])(
    "takes no weak password: %s",
    (weak) =>
      rolledBack(async (tx) => {
        const { link } = await anInvitation(tx);
        const refusal = await refusalOf(acceptInvitation(anonymous(tx), { link, password: weak }));
        expect(refusal).toMatchObject({ code: "invalid_request", issues: [{ path: "password" }] });
        expect(await checkInvitation(anonymous(tx), { link }), "the link is spent on a refusal").toBeTruthy();
      }),
  );
});

describe("inviting", () => {
  const one = (email: string) => ({ email, role: "member" as const });
  const many = (count: number) => Array.from({ length: count }, (_, n) => one(`p${n}@many.test`));

  test("takes fifty at once", () =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      expect((await inviteUsers(caller, { invitations: many(50) })).data).toHaveLength(50);
      expect((await auditOf(tx, account.id)).filter(({ action }) => action === "user.invite")).toHaveLength(50);
    }));

  test.each([
    ["nobody", []],
    ["fifty-one", many(51)],
    ["two addresses in one", [one("a@x,b@evil.test")]],
    ["a line break in an address", [one("a@x.test\r\nBcc: b@evil.test")]],
    ["the same twice, in other letters", [one("a@x.test"), one("A@X.test ")]],
    ["an unknown role", [{ email: "a@x.test", role: "owner" }]],
    ["an unknown field", [{ ...one("a@x.test"), status: "active" }]],
  ])("refuses %s, and invites none of them", (_what, invitations) =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      expect((await refusalOf(inviteUsers(caller, { invitations } as never))).code).toBe("invalid_request");
      expect(await tx.membership.count({ where: { accountId: account.id } })).toBe(1);
    }),
  );

  test("names each address that is here already, and invites none of the others", () =>
    rolledBack(async (tx) => {
      const { caller, account, email } = await anAccount(tx);
      await inviteUsers(caller, { invitations: [one("b@x.test")] });
      const refusal = await refusalOf(
        inviteUsers(caller, { invitations: [one("new@x.test"), one(email), one("b@x.test")] }),
      );
      expect(refusal.code).toBe("email_taken");
      expect((refusal.issues as { path: string }[]).map(({ path }) => path).sort()).toEqual([
        "invitations.1.email",
        "invitations.2.email",
      ]);
      expect(await tx.membership.count({ where: { accountId: account.id } })).toBe(2);
    }));
});
