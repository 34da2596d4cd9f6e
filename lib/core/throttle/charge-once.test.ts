import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { AppError } from "@/lib/core/errors";
import { processClock } from "@/lib/process-clock";
import type { Charge } from "./charge-attempt";
import { chargeOnce } from "./charge-once";
import { Recent } from "./recent";

let now = 0;
const recent = new Recent<Charge>({ ...processClock, monotonic: () => now });
const charge: Charge = { nameKey: new Uint8Array(1), addressKey: new Uint8Array(2), failures: 7 };

/** Counts what is charged. */
function counted(outcome: () => Promise<Charge> = async () => charge) {
  const count = { charged: 0 };
  const attempt = () => {
    count.charged++;
    return outcome();
  };
  return { count, attempt };
}

test("the very same counts once in 10 s, at once and one after the other, and is charged again then", async () => {
  const presented = [randomUUID(), "password", ""];
  const { count, attempt } = counted();
  const all = await Promise.all(Array.from({ length: 20 }, () => chargeOnce(presented, attempt, recent)));
  expect(count.charged).toBe(1);
  expect(all[0]).toEqual(charge);
  expect(all.slice(1), "a repeat gave back what was charged once").toEqual(
    Array.from({ length: 19 }, () => ({ ...charge, addressKey: null, failures: 0 })),
  );
  now += 9_999;
  await chargeOnce(presented, attempt, recent);
  expect(count.charged).toBe(1);
  now += 1;
  expect(await chargeOnce(presented, attempt, recent)).toEqual(charge);
  expect(count.charged).toBe(2);
});

test("another name, password or code is another attempt", async () => {
  const { count, attempt } = counted();
  const name = randomUUID();
  for (const presented of [
    [name, "a", ""],
    [name, "b", ""],
    [name, "a", "1"],
    [name, "a1", ""],
    [`${name}a`, "", ""],
  ]) {
    await chargeOnce(presented, attempt, recent);
  }
  expect(count.charged).toBe(5);
});

test("what was refused to be charged was not, and the next one tries again", async () => {
  const presented = [randomUUID(), "password", ""];
  const { count, attempt } = counted(async () => {
    throw new AppError("throttled", "Wait.");
  });
  const both = [chargeOnce(presented, attempt, recent), chargeOnce(presented, attempt, recent)];
  for (const one of both) await expect(one).rejects.toMatchObject({ code: "throttled" });
  await expect(chargeOnce(presented, attempt, recent)).rejects.toMatchObject({ code: "throttled" });
  expect(count.charged).toBe(2);
});

test("10,000 others push an attempt out, and memory does not grow", async () => {
  const presented = [randomUUID(), "password", ""];
  const { count, attempt } = counted();
  await chargeOnce(presented, attempt, recent);
  for (let n = 0; n < 10_000; n++) await chargeOnce([`${n}`, presented[0] ?? ""], attempt, recent);
  await chargeOnce(presented, attempt, recent);
  expect(count.charged).toBe(10_002);
});
