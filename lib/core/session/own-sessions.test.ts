import { describe, expect, test } from "vitest";
import { listOwnAccounts } from "@/lib/core/account/list-own-accounts";
import type { Caller } from "@/lib/core/context";
import { updateProfile } from "@/lib/core/user/update-profile";
import { updateUser } from "@/lib/core/user/update-user";
import { revealOwnPasscode } from "@/lib/core/user-passcode/reveal-own-passcode";
import { aMember, aSession, callerOfSession, withTotp } from "@/lib/testing/a-member";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, anonymous, rolledBack, signIn, testPassword } from "@/lib/testing/rolled-back";
import { confirmSession } from "./confirm-session";
import { endOtherSession } from "./end-other-session";
import { listOwnSessions } from "./list-own-sessions";
import { readSession } from "./read-session";
import { switchSession } from "./switch-session";

const idOf = ({ actor }: { actor: object }) => ("sessionId" in actor ? String(actor.sessionId) : "");
const stale = (caller: Caller): Caller => ({ ...caller, actor: { ...caller.actor, signedInAt: new Date(0) } as never });

describe("one's own sign-ins", () => {
  test("are listed and ended by their owner alone", () =>
    rolledBack(async (tx) => {
      const { account, caller, membership } = await anAccount(tx);
      const [second, stranger] = [await aSession(tx, membership.id), await aMember(tx, account.id, "admin")];
      const { data } = await listOwnSessions(caller, {});
      expect(data.map(({ id }) => id).sort()).toEqual([idOf(caller), idOf(second)].sort());
      expect(data.filter(({ is_this }) => is_this).map(({ id }) => id)).toEqual([idOf(caller)]);
      const foreign = await refusalOf(endOtherSession(stranger.caller, { id: idOf(second) }));
      expect(foreign.code, "an administrator ends another's session here").toBe("not_found");
      await endOtherSession(caller, { id: idOf(second) });
      expect(await readSession(idOf(second), tx)).toBeNull();
      expect((await refusalOf(endOtherSession(caller, { id: idOf(second) }))).code).toBe("not_found");
    }));

  test("are proved again in place by password and code; the end of the session stays", () =>
    rolledBack(async (tx) => {
      const { account } = await anAccount(tx);
      const { caller, email } = await aMember(tx, account.id);
      const { code } = await withTotp(caller);
      const before = await tx.session.findUniqueOrThrow({ where: { id: idOf(caller) } });
      await tx.$executeRaw`UPDATE session SET signed_in_at = clock_timestamp() - interval '6 minutes'`;
      const old = await callerOfSession(tx, idOf(caller));
      expect((await refusalOf(revealOwnPasscode(old, {}))).code).toBe("fresh_sign_in_required");
      expect((await refusalOf(confirmSession(old, { password: "wrong" }))).code).toBe("credential_invalid");
      expect((await refusalOf(confirmSession(old, { password: testPassword }))).code).toBe("totp_code_required");
      await confirmSession(old, { password: testPassword, code: code() });
      const fresh = await callerOfSession(tx, idOf(caller));
      expect((await refusalOf(revealOwnPasscode(fresh, {}))).code, "it is still not fresh").toBe("not_found");
      const after = await tx.session.findUniqueOrThrow({ where: { id: idOf(caller) } });
      expect(after.expiresAt).toEqual(before.expiresAt);
      expect(email).not.toBe("");
    }));

  test("go on in another account of the same person, with a new row and the old end, and in no one else's", () =>
    rolledBack(async (tx) => {
      const [one, two, foreign] = [await anAccount(tx), await anAccount(tx), await anAccount(tx)];
      const data = { accountId: two.account.id, userId: one.user.id, role: "viewer", status: "active" } as const;
      const { id } = await tx.membership.create({ data: { ...data, createdAt: new Date(0) } });
      expect((await listOwnAccounts(one.caller, {})).data).toHaveLength(2);
      const before = await tx.session.findUniqueOrThrow({ where: { id: idOf(one.caller) } });
      const step = await switchSession(one.caller, { account: two.account.publicId });
      expect(new Date(step.expires_at)).toEqual(before.expiresAt);
      const there = await callerOfSession(tx, step.session_id);
      expect(there.actor).toMatchObject({ accountId: two.account.id, role: "viewer", signedInAt: before.signedInAt });
      expect(await readSession(idOf(one.caller), tx), "the old cookie still opens the other account").toBeNull();
      for (const chainId of [one.account.id, two.account.id]) {
        expect((await auditOf(tx, chainId)).at(-1)?.action).toBe("session.switch");
      }
      const refusal = await refusalOf(switchSession(there, { account: foreign.account.publicId }));
      expect(refusal.code).toBe("not_found");
      await updateUser(two.caller, { id, status: "revoked" });
      expect((await listOwnAccounts({ ...there }, {})).data).toHaveLength(1);
    }));
});

describe("one's own profile", () => {
  test("has a name at once, and another e-mail after a fresh sign-in, which is then what he signs in with", () =>
    rolledBack(async (tx) => {
      const { caller, email } = await anAccount(tx);
      await updateProfile(stale(caller), { name: "Ada King", email });
      const moved = { name: "Ada King", email: ` New-${email.toUpperCase()}` };
      expect((await refusalOf(updateProfile(stale(caller), moved))).code).toBe("fresh_sign_in_required");
      await updateProfile(caller, moved);
      expect((await refusalOf(signIn(anonymous(tx), { email, password: testPassword }))).code).toBe(
        "credential_invalid",
      );
      await signIn(anonymous(tx), { email: `new-${email}`, password: testPassword });
    }));

  test("takes no e-mail of another person, and no name that forges what is read", () =>
    rolledBack(async (tx) => {
      const [one, two] = [await anAccount(tx), await anAccount(tx)];
      const taken = await refusalOf(updateProfile(one.caller, { name: "A", email: two.email }));
      expect(taken).toMatchObject({ code: "email_taken", issues: [{ path: "email" }] });
      for (const name of ["", "a\r\nb", "a\u202Eb", "x".repeat(101), "a\0"]) {
        expect((await refusalOf(updateProfile(one.caller, { name, email: one.email }))).code).toBe("invalid_request");
      }
    }));
});
