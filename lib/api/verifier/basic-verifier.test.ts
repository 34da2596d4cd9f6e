import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { VerifiedBasic } from "@/lib/core/basic-token/verify-basic";
import { AppError } from "@/lib/core/errors";
import { notFound } from "@/lib/core/verification/decide-credential";
import type { ProcessClock } from "@/lib/process-clock";
import { basicVerifier, type VerifyBasic } from "./basic-verifier";
import { cachedVerifier } from "./cached-verifier";
import { CredentialCache } from "./credential-cache";
import { Lease } from "./lease";
import type { Question } from "./verifier";

const request = { id: "", address: null, agent: null };
const basic: Question & { request: typeof request } = { token: "YTpi", kinds: ["basic"], accountId: null, request };
const nowMs = 1_800_000_000_000;
const verified = (expiresAt: Date | null = null): VerifiedBasic => ({
  record: {
    ...{ kind: "basic", id: randomUUID(), name: "Ada", scopes: [], user_id: randomUUID(), person_id: randomUUID() },
    ...{ account_id: "AAA-AAA-AAAA", account_name: "Account", account_key: randomUUID(), expires_at: expiresAt },
    ...{ retires_at: null, secret_id: null, suspended: false, dialect_on: true, user_passcodes_only: false },
    ...{ ended: false, now: new Date(nowMs) },
  },
  mayBeRemembered: true,
});

/** A verifier with a lease, and a core that is asked by our own hands. @param prove done before the core reads what may be remembered. */
function aVerifier(answer: () => Promise<VerifiedBasic | null>, prove: () => void = () => undefined) {
  const at = { monotonic: 1000, wall: nowMs };
  const clock: ProcessClock = {
    ...{ monotonic: () => at.monotonic, wall: () => at.wall, soon: () => undefined },
    after: () => () => undefined,
  };
  const lease = new Lease(clock);
  const beat = () => lease.prolong({ ...at }, at.wall);
  beat();
  const cache = new CredentialCache(10);
  const count = { asked: 0 };
  const unread = () => Promise.reject(new Error("the credentials' rows were read"));
  const ask: VerifyBasic = (_request, _basic, beforeReading) => {
    count.asked++;
    prove();
    beforeReading?.();
    return answer();
  };
  return { at, lease, beat, cache, count, ...cachedVerifier(lease, cache, unread, ask) };
}

describe("Basic under the lease", () => {
  test("is asked of the core once for a crowd, and then answered from memory", async () => {
    const one = aVerifier(async () => verified());
    const crowd = await Promise.all(Array.from({ length: 50 }, () => one.verify(basic)));
    expect(crowd.every(({ valid }) => valid)).toBe(true);
    expect(one.count.asked, "argon2 was paid for each").toBe(1);
    expect(await one.verify(basic)).toMatchObject({ valid: true, credential: { kind: "basic" } });
    expect(one.recall(basic)).toMatchObject({ valid: true });
    expect(one.count.asked).toBe(1);
  });

  test("what something was forgotten beside, while the core read, is not remembered", async () => {
    const one = aVerifier(async () => {
      one.lease.forgot();
      return verified();
    });
    expect((await one.verify(basic)).valid).toBe(true);
    expect(one.recall(basic), "a change that came in meanwhile was missed").toBeNull();
  });

  test("what was forgotten while it was proved, before the core read, keeps nothing from being remembered", async () => {
    const one = aVerifier(
      async () => verified(),
      () => one.lease.forgot(),
    );
    await one.verify(basic);
    expect(one.recall(basic)).not.toBeNull();
  });

  test("is not remembered without a lease, nor where another account may be meant by the next request", async () => {
    const lapsed = aVerifier(async () => verified());
    lapsed.at.monotonic += 2000;
    expect((await lapsed.verify(basic)).valid).toBe(true);
    lapsed.beat();
    expect(lapsed.recall(basic)).toBeNull();
    const several = aVerifier(async () => ({ ...verified(), mayBeRemembered: false }));
    expect((await several.verify(basic)).valid).toBe(true);
    expect(several.recall(basic)).toBeNull();
  });

  test("is forgotten with its membership, its person and its account", async () => {
    const [{ record }] = [verified()];
    for (const id of [record.user_id, record.person_id, record.account_key]) {
      const one = aVerifier(async () => ({ record, mayBeRemembered: true }));
      await one.verify(basic);
      expect(one.recall(basic)).not.toBeNull();
      one.cache.drop([id ?? ""]);
      expect(one.recall(basic)).toBeNull();
    }
  });

  test("is asked of the core again where the password's time may be over", async () => {
    const one = aVerifier(async () => verified(new Date(nowMs + 1000)));
    await one.verify(basic);
    expect(one.recall(basic)).not.toBeNull();
    one.at.monotonic += 994;
    one.at.wall += 994;
    one.beat();
    expect(one.recall(basic)).not.toBeNull();
    one.at.monotonic += 1;
    one.at.wall += 1;
    expect(one.recall(basic), "5 ms before its end at the latest the database is asked").toBeNull();
  });

  test("nobody's is remembered nowhere, and a refusal reaches all who ask", async () => {
    const nobodys = aVerifier(async () => null);
    expect(await nobodys.verify(basic)).toBe(notFound);
    expect(await nobodys.verify(basic)).toBe(notFound);
    expect([nobodys.count.asked, nobodys.cache.size]).toEqual([2, 0]);
    const throttled = aVerifier(async () => {
      throw new AppError("throttled", "Wait.", { retryAfterSeconds: 7 });
    });
    for (const one of [throttled.verify(basic), throttled.verify(basic)]) {
      await expect(one).rejects.toMatchObject({ code: "throttled", retryAfterSeconds: 7 });
    }
  });
});

test("where Basic is not taken, it is refused without a look", async () => {
  const one = aVerifier(async () => verified());
  await one.verify(basic);
  expect(await one.verify({ ...basic, kinds: [] })).toBe(notFound);
  expect(await one.verify({ ...basic, kinds: ["st", "ap"] })).toBe(notFound);
  expect(one.count.asked).toBe(1);
});

test("a core that does not answer is 503 in less than 2 s, to who waits for his turn too, and holds nobody up for longer (V9)", async () => {
  let over: (() => void)[] = [];
  const spans = new Set<number>();
  const clock: ProcessClock = {
    ...{ monotonic: () => 0, wall: () => 0, soon: () => undefined },
    after: (ms, call) => {
      spans.add(ms);
      over.push(call);
      return () => undefined;
    },
  };
  const silent = { isSilent: true };
  const verify = basicVerifier(
    () => (silent.isSilent ? new Promise(() => undefined) : Promise.resolve(verified())),
    null,
    clock,
  );
  const asked = [verify(basic), verify(basic), verify(basic)];
  const refused = asked.map((one) => expect(one).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 1 }));
  const calls = over;
  over = [];
  for (const call of calls) call();
  await Promise.all(refused);
  silent.isSilent = false;
  for (const call of over) call();
  expect((await verify(basic)).valid).toBe(true);
  expect([...spans]).toEqual([1900]);
});
