import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createAccount } from "@/lib/core/account/create-account";
import { createServiceKey } from "@/lib/core/service-key/create-service-key";
import { createSession } from "@/lib/core/session/create-session";
import { createUser } from "@/lib/core/user/create-user";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, anonymous, operator, rolledBack, testPassword } from "@/lib/testing/rolled-back";

const email = () => `${randomUUID()}@example.test`;

test("the operator makes an account with an administrator who can sign in", () =>
  rolledBack(async (tx) => {
    const admin = email();
    const made = await createAccount(operator(tx), { name: "Àcme & Söhne!", email: admin, password: testPassword });
    expect(made.realm).toMatch(/^acme-sohne/);
    expect(made.account_id).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{4}$/);
    await createSession(anonymous(tx), { email: admin, password: testPassword });
    expect((await auditOf(tx)).at(-1)).toMatchObject({ action: "account.create", actorType: "operator" });
  }));

test("two accounts of one name have two realms, one that has no Latin letters too", () =>
  rolledBack(async (tx) => {
    const realms: string[] = [];
    for (const name of ["Twin", "Twin", "日本", "日本"]) {
      realms.push((await createAccount(operator(tx), { name, email: email(), password: testPassword })).realm);
    }
    expect(new Set(realms).size).toBe(4);
    expect(realms.every((realm) => /^[a-z0-9][a-z0-9-]*$/.test(realm))).toBe(true);
  }));

test("a known e-mail joins and keeps its password", () =>
  rolledBack(async (tx) => {
    const { account, email: known } = await anAccount(tx);
    const second = await createAccount(operator(tx), {
      name: "Second",
      email: known,
      password: "another long password!",
    });
    expect(second.user_id).toBe((await tx.user.findUniqueOrThrow({ where: { email: known } })).id);
    await createSession(anonymous(tx), { email: known, password: testPassword });
    const again = { account: account.publicId, email: known, role: "viewer" as const, password: testPassword };
    expect((await refusalOf(createUser(operator(tx), again))).code).toBe("email_taken");
  }));

test("a member is made with a role, in an account that is there, and it is recorded in that account's chain", () =>
  rolledBack(async (tx) => {
    const { account } = await anAccount(tx);
    const input = { account: account.publicId, email: email(), role: "manager" as const, password: testPassword };
    const { org_user_id } = await createUser(operator(tx), input);
    expect(await tx.membership.findUniqueOrThrow({ where: { orgUserId: org_user_id } })).toMatchObject({
      role: "manager",
    });
    expect((await auditOf(tx, account.id)).at(-1)).toMatchObject({ action: "user.create", targetName: input.email });
    expect((await refusalOf(createUser(operator(tx), { ...input, account: "W7K-4RT-9X2P" }))).code).toBe("not_found");
    const king = { ...input, role: "king" as "admin" };
    expect((await refusalOf(createUser(operator(tx), king))).code).toBe("invalid_request");
  }));

test("a service key is shown once, kept as a digest, and recorded with its scopes", () =>
  rolledBack(async (tx) => {
    const { account } = await anAccount(tx);
    const input = { account: account.publicId, name: "CI", scopes: ["verify", "verify", "audit:read"] as const };
    const { key, id, scopes } = await createServiceKey(operator(tx), { ...input, scopes: [...input.scopes] });
    expect(scopes).toEqual(["verify", "audit:read"]);
    expect(key).toMatch(/^wwsk_/);
    expect(JSON.stringify(await tx.serviceKey.findUniqueOrThrow({ where: { id } }))).not.toContain(key.slice(5, 37));
    expect((await auditOf(tx, account.id)).at(-1)).toMatchObject({ action: "service-key.create", targetId: id });
  }));

test.each([[[]], [["everything"]], [["verify", 7]], ["verify"]])("the scopes %j are refused", (scopes) =>
  rolledBack(async (tx) => {
    const { account } = await anAccount(tx);
    const input = { account: account.publicId, scopes: scopes as ["verify"] };
    expect((await refusalOf(createServiceKey(operator(tx), input))).code).toBe("invalid_request");
    expect(await tx.serviceKey.count({ where: { accountId: account.id } })).toBe(0);
  }),
);

test("none of it is for a visitor or an account's own administrator", () =>
  rolledBack(async (tx) => {
    const { account, caller } = await anAccount(tx);
    const input = { name: "Mine", email: email(), password: testPassword };
    expect((await refusalOf(createAccount(caller, input))).code).toBe("forbidden");
    expect((await refusalOf(createAccount(anonymous(tx), input))).code).toBe("credential_required");
    const key = { account: account.publicId, scopes: ["all" as const] };
    expect((await refusalOf(createServiceKey(anonymous(tx), key))).code).toBe("credential_required");
  }));
