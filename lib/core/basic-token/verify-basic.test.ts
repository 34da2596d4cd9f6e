import { describe, expect, test } from "vitest";
import { updateUser } from "@/lib/core/user/update-user";
import { db, type Tx } from "@/lib/db";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { activeMember } from "@/lib/testing/guarded-member";
import { testPassword } from "@/lib/testing/rolled-back";
import { whileItWaits } from "@/lib/testing/while-it-waits";
import { verifyBasic } from "./verify-basic";

const account = await guardedAccount();
type Member = Awaited<ReturnType<typeof activeMember>>;
const basicOf = ({ email }: Member, password = testPassword) => Buffer.from(`${email}:${password}`).toString("base64");
const request = { id: "test", address: null, agent: null };

test("says whose e-mail and password they are, as of every other credential", async () => {
  const member = await activeMember(account.id, "member");
  const { name } = await db().user.findUniqueOrThrow({ where: { id: member.userId } });
  let reads = 0;
  const verified = await verifyBasic(request, basicOf(member), () => reads++);
  expect(verified).toEqual({
    mayBeRemembered: true,
    record: {
      ...{ kind: "basic", id: member.id, name, scopes: [], user_id: member.id, person_id: member.userId },
      ...{ account_id: account.id, account_name: account.name, account_key: expect.any(String), expires_at: null },
      ...{ retires_at: null, secret_id: null, suspended: false, dialect_on: true, user_passcodes_only: false },
      ...{ ended: false, now: expect.any(Date) },
    },
  });
  expect(reads).toBe(1);
  expect(await verifyBasic(request, basicOf(member), null)).toMatchObject({ mayBeRemembered: false });
});

test("nobody's, and a revoked member's, is null", async () => {
  const member = await activeMember(account.id, "member");
  expect(await verifyBasic(request, basicOf(member, "wrong"), null)).toBeNull();
  expect(await verifyBasic(request, "x", null)).toBeNull();
  await updateUser(account.caller, { id: member.id, status: "revoked" });
  expect(await verifyBasic(request, basicOf(member), null)).toBeNull();
});

describe("what changed between the proof and the reading is not remembered:", () => {
  const changes: [string, (tx: Tx, member: Member) => Promise<unknown>][] = [
    [
      "TOTP",
      (tx, { userId }) =>
        tx.totp.create({
          data: {
            userId,
            sealed: new Uint8Array(1),
            vaultKeyId: "x",
            createdAt: new Date(0),
            confirmedAt: new Date(0),
          },
        }),
    ],
    ["membership", (tx, { id }) => tx.membership.update({ where: { id }, data: { status: "revoked" } })],
    ["his name", (tx, { userId }) => tx.user.update({ where: { id: userId }, data: { name: "Another" } })],
    [
      "the policy",
      (tx, { caller: { actor } }) =>
        tx.account.update({
          where: { id: "accountId" in actor ? actor.accountId : "" },
          data: { policy: { totp_required: true } },
        }),
    ],
  ];
  test.each(changes)("%s", async (_what, change) => {
    const own = await guardedAccount();
    const member = await activeMember(own.id, "member");
    const verified = await whileItWaits(
      (tx) => tx.$executeRaw`SELECT 1 FROM app_user WHERE id = ${member.userId}::uuid FOR UPDATE`,
      () => verifyBasic(request, basicOf(member), () => undefined),
      (tx) => change(tx, member),
    );
    expect(verified?.mayBeRemembered).toBe(false);
  });

  test("the password, which refuses it", async () => {
    const member = await activeMember(account.id, "member");
    const verified = await whileItWaits(
      (tx) => tx.$executeRaw`SELECT 1 FROM app_user WHERE id = ${member.userId}::uuid FOR UPDATE`,
      () => verifyBasic(request, basicOf(member), () => undefined),
      (tx) => tx.user.update({ where: { id: member.userId }, data: { passwordChangedAt: new Date(0) } }),
    );
    expect(verified).toBeNull();
  });
});
