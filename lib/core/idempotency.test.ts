import { describe, expect, test } from "vitest";
import type { Caller } from "@/lib/core/context";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { rotatePasscode } from "@/lib/core/passcode/rotate-passcode";
import { makeToken } from "@/lib/core/secrets";
import { auditOf, refusalOf } from "@/lib/testing/audit";
import { anAccount, rolledBack } from "@/lib/testing/rolled-back";
import { seal, unseal } from "./seal";

const withKey = (caller: Caller, key: string, more: Partial<{ scope: string; callerSecret: string }> = {}) => {
  const replays: string[] = [];
  const idempotency = { key, scope: "key-1 POST /passcodes", callerSecret, onReplay: () => replays.push(key), ...more };
  return { caller: { ...caller, idempotency }, replays };
};
const callerSecret = makeToken("sk");
const input = { name: "Acme", expires_in_days: 7 };

describe("an Idempotency-Key", () => {
  test("gives a repeat the first answer, secret included, and does the work once", () =>
    rolledBack(async (tx) => {
      const { caller, account } = await anAccount(tx);
      const { caller: keyed, replays } = withKey(caller, "k1");
      const first = await createPasscode(keyed, input);
      const second = await createPasscode(keyed, { expires_in_days: 7, name: "Acme" });
      expect(second, "the client cannot use what it made").toEqual(first);
      expect(replays).toEqual(["k1"]);
      expect(await auditOf(tx, account.id)).toHaveLength(1);
    }));

  test("works for a rotation: one new secret, not two", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const { id } = await createPasscode(caller, input);
      const { caller: keyed } = withKey(caller, "k1", { scope: `POST /passcodes/${id}/rotate` });
      const first = await rotatePasscode(keyed, { id });
      expect(await rotatePasscode(keyed, { id })).toEqual(first);
      expect(await tx.secret.count({ where: { passcodeId: id } })).toBe(2);
    }));

  test("is refused for another body", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const { caller: keyed } = withKey(caller, "k1");
      await createPasscode(keyed, input);
      const other = createPasscode(keyed, { ...input, name: "Other" });
      expect((await refusalOf(other)).code).toBe("idempotency_key_reused");
      expect(
        await tx.passcode.count({ where: { accountId: caller.actor.type === "user" ? caller.actor.accountId : "" } }),
      ).toBe(1);
    }));

  test("of another caller, path or key is another request", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      await createPasscode(withKey(caller, "k1").caller, input);
      for (const other of [withKey(caller, "k2"), withKey(caller, "k1", { scope: "key-2 POST /passcodes" })]) {
        expect((await refusalOf(createPasscode(other.caller, input))).code).toBe("name_taken");
      }
    }));

  test("after 15 minutes gives the answer without its secret, after 24 hours none", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const { caller: keyed } = withKey(caller, "k1");
      const { passcode, ...rest } = await createPasscode(keyed, input);
      await tx.$executeRaw`UPDATE idempotency SET created_at = created_at - interval '15 minutes 1 second'`;
      expect(await createPasscode(keyed, input)).toEqual(rest);
      await tx.$executeRaw`UPDATE idempotency SET created_at = created_at - interval '24 hours'`;
      expect((await refusalOf(createPasscode(keyed, input))).code).toBe("name_taken");
    }));

  test("keeps no secret that the database alone could show", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      const { passcode } = await createPasscode(withKey(caller, "k1").caller, input);
      const [row] = await tx.idempotency.findMany({ orderBy: { createdAt: "desc" }, take: 1 });
      expect(JSON.stringify(row?.output)).not.toContain(passcode.slice(5, 37));
      expect(Buffer.from(row?.sealedOutput ?? []).includes(passcode.slice(5, 37))).toBe(false);
      const stranger = withKey(caller, "k1", { callerSecret: makeToken("sk") });
      await expect(createPasscode(stranger.caller, input)).rejects.toThrow();
    }));

  test("keeps nothing of a refusal: the corrected request may come under the same key", () =>
    rolledBack(async (tx) => {
      const { caller } = await anAccount(tx);
      await createPasscode(caller, input);
      const { caller: keyed } = withKey(caller, "k1");
      expect((await refusalOf(createPasscode(keyed, input))).code).toBe("name_taken");
      await createPasscode(keyed, { ...input, name: "Other" });
    }));
});

test("what is sealed opens with its key, in its context, unchanged, and else not at all", () => {
  const [key, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const context = new Uint8Array([1, 2, 3]);
  const sealed = seal("a passcode", key, context);
  expect(unseal(sealed, key, context)).toBe("a passcode");
  expect(() => unseal(sealed, other, context)).toThrow();
  expect(() => unseal(sealed, key, new Uint8Array([1, 2, 4]))).toThrow();
  for (let at = 0; at < sealed.length; at++) {
    const flipped = sealed.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(() => unseal(flipped, key, context), `byte ${at} can be changed`).toThrow();
  }
  expect(seal("a passcode", key, context)).not.toEqual(sealed);
});
