import { describe, expect, test } from "vitest";
import { ownDatabase } from "@/scripts/testing/own-database";

await ownDatabase();
const { createBasicToken } = await import("@/lib/core/basic-token/create-basic-token");
const { readLoginConfiguration } = await import("@/lib/core/basic-token/read-login-configuration");
const { verifyBasic } = await import("@/lib/core/basic-token/verify-basic");
const { createSession } = await import("@/lib/core/session/create-session");
const { createSessionToken } = await import("@/lib/core/session-token/create-session-token");
const { forgetPassword } = await import("@/lib/core/password/forget-password");
const { db } = await import("@/lib/db");
const { env } = await import("@/lib/env");
const { guardedAccount } = await import("@/lib/testing/guarded-account");
const { activeMember } = await import("@/lib/testing/guarded-member");
const { anonymous, testRequest } = await import("@/lib/testing/rolled-back");

/** SECURITY.md A1. */
const pairs = 3000;
const warmUp = 50;
const attemptsOfAttacker = 10;
const password = "no lantern on the north wall";

type Ask = (email: string) => Promise<unknown>;
/** Another password every time: a repeat counts once. */
const basicOf = (email: string) => Buffer.from(`${email}:${crypto.randomUUID()}`).toString("base64");
const paths: [name: string, ask: Ask][] = [
  ["the console's sign-in", (email) => createSession(anonymous(), { email, password })],
  ["a session token", (email) => createSessionToken(anonymous(), { email, password, org_id: null, code: null })],
  ["a JWT for Basic", (email) => createBasicToken(anonymous(), { basic: basicOf(email), code: null })],
  ["Basic", (email) => verifyBasic(testRequest, basicOf(email), null)],
  ["whether somebody needs TOTP", (email) => readLoginConfiguration(anonymous(), { username: email })],
  ["a forgotten password", (email) => forgetPassword(anonymous(), { email })],
];

/** Milliseconds that an answer takes; nobody is held up by what he tried before. */
async function time(ask: Ask, email: string): Promise<number> {
  await db().throttle.deleteMany({});
  const started = performance.now();
  await ask(email).catch(() => undefined);
  return performance.now() - started;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The half of the middle span in which 95 of 100 medians of such a sample lie (order statistics). */
function noiseOfMedian(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const reach = 0.98 * Math.sqrt(values.length);
  const at = (rank: number) => sorted[Math.round(rank)] ?? 0;
  return (at(values.length / 2 + reach) - at(values.length / 2 - reach)) / 2;
}

describe("who is known is not told by the time that an answer takes", () => {
  test.each(paths)(
    "%s",
    async (name, ask) => {
      env().SMTP_URL = "smtp://mail.example.test";
      const { id } = await guardedAccount();
      const { email: known } = await activeMember(id, "member");
      const differences: number[] = [];
      const all: number[] = [];
      for (let pair = 0; pair < pairs + warmUp; pair++) {
        const unknown = `${crypto.randomUUID()}@example.test`;
        const order = pair % 2 === 0 ? [known, unknown] : [unknown, known];
        const times = [await time(ask, order[0] ?? ""), await time(ask, order[1] ?? "")];
        if (pair < warmUp) continue;
        const [ofKnown = 0, ofUnknown = 0] = pair % 2 === 0 ? times : times.toReversed();
        differences.push(ofKnown - ofUnknown);
        all.push(...times);
      }
      const apart = median(differences);
      const noise = noiseOfMedian(differences);
      console.log(
        `${name}: median answer ${median(all).toFixed(2)} ms, known − unknown ${apart.toFixed(3)} ms, noise ±${noise.toFixed(3)} ms`,
      );
      // So many times may a name be tried before each further one has to wait; what 3,000 pairs show is far below what those can.
      const noiseOfAttacker = noise * Math.sqrt(pairs / attemptsOfAttacker);
      expect(Math.abs(apart), "the time tells who is known").toBeLessThan(noiseOfAttacker);
    },
    1_800_000,
  );
});
