import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { hashPassword } from "./hash-password";
import { verifyOnce } from "./verify-once";

const [email, password] = [`${randomUUID()}@example.test`, "a lantern on the north wall"];
const digest = await hashPassword(password);

test("says of each password and each digest what is so, however often it is asked", async () => {
  const other = await hashPassword("a lamp at the eastern gate");
  for (let n = 0; n < 3; n++) {
    expect(await verifyOnce(email, digest, password)).toBe(true);
    expect(await verifyOnce(email, digest, "a lamp at the eastern gate")).toBe(false);
    expect(await verifyOnce(email, other, password), "a digest that was replaced opened").toBe(false);
    expect(await verifyOnce(email, null, password)).toBe(false);
  }
});

test("1,000 repeats of a wrong password cost less than ten new ones", async () => {
  const time = async (ask: (n: number) => Promise<unknown>, count: number) => {
    const started = process.hrtime.bigint();
    for (let n = 0; n < count; n++) await ask(n);
    return Number(process.hrtime.bigint() - started);
  };
  const ofNew = await time((n) => verifyOnce(email, digest, `wrong ${n}`), 10);
  expect(await time(() => verifyOnce(email, digest, "wrong"), 1000)).toBeLessThan(ofNew);
});
