import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { afterAll, describe, expect, test, vi } from "vitest";
import { ownDatabase } from "@/scripts/testing/own-database";
import type { Verifier } from "./verifier";

// Registrations are taken away here.
await ownDatabase();
const { notFound } = await import("@/lib/core/verification/decide-credential");
const { db } = await import("@/lib/db");
const { env } = await import("@/lib/env");
const { changeDirectly, guardedAccount } = await import("@/lib/testing/guarded-account");
const { makeToken } = await import("@/lib/core/secrets");
const { startVerifier } = await import("./start-verifier");
const account = await guardedAccount();
const verifiers: Verifier[] = [];
afterAll(() => Promise.all(verifiers.map((verifier) => verifier.close())));
afterAll(() => vi.unstubAllEnvs());

function aVerifier(start = startVerifier): Verifier {
  const verifier = start();
  verifiers.push(verifier);
  return verifier;
}

const questionOf = ({ passcode }: { passcode: string }) => ({
  token: passcode,
  kinds: ["ap"] as const,
  accountId: account.id,
});

/** Asks until memory answers: the lease is held and the decision kept. */
async function remembered(verifier: Verifier, question: ReturnType<typeof questionOf>) {
  await expect
    .poll(async () => {
      await verifier.verify(question);
      return verifier.recall(question)?.valid;
    })
    .toBe(true);
}

describe("a verifier under its lease", () => {
  test("answers from memory, to whom it belongs alone, and forgets what a command changes before that answers", async () => {
    const verifier = aVerifier();
    const made = await account.createPasscode();
    const question = questionOf(made);
    await remembered(verifier, question);
    expect(verifier.recall({ ...question, accountId: "AAA-AAA-AAAA" }), "another account's id finds it (V4)").toEqual(
      notFound,
    );
    expect(verifier.recall({ ...question, kinds: ["sk"] }), "a kind that is not taken here").toEqual(notFound);
    await account.deletePasscode(made.id);
    expect(verifier.recall(question), "a deleted passcode is remembered").toBeNull();
    expect(await verifier.verify(question)).toMatchObject({ valid: false, code: "revoked" });
  });

  test("asks the database once about a secret that nobody knows, and again after any change", async () => {
    const verifier = aVerifier();
    const made = await account.createPasscode();
    const question = { ...questionOf(made), token: makeToken("ap") };
    await expect
      .poll(async () => {
        await verifier.verify(question);
        return verifier.recall(question);
      })
      .toEqual(notFound);
    expect(verifier.recall({ ...question, token: "garbage" }), "it takes a place and cost no query").toBeNull();
    await account.deletePasscode(made.id);
    expect(verifier.recall(question), "it is remembered whatever has changed").toBeNull();
  });

  test("remembers no end: near it, the database is asked", async () => {
    const verifier = aVerifier();
    const made = await account.createPasscode();
    await remembered(verifier, questionOf(made));
    await changeDirectly(
      made.id,
      (tx) => tx.$executeRaw`
        UPDATE passcode SET expires_at = clock_timestamp() + interval '2200 milliseconds' WHERE id = ${made.id}::uuid`,
    );
    await remembered(verifier, questionOf(made));
    await expect.poll(async () => (await verifier.verify(questionOf(made))).valid, { interval: 5 }).toBe(false);
    const [{ over }] = await db().$queryRaw<[{ over: boolean }]>`
      SELECT expires_at <= clock_timestamp() AS over FROM passcode WHERE id = ${made.id}::uuid`;
    expect(over, "it is refused before its end").toBe(true);
  });

  test("whose registration was taken away gives its memory up and registers anew", async () => {
    const verifier = aVerifier();
    const question = questionOf(await account.createPasscode());
    await remembered(verifier, question);
    await db().verifierNode.deleteMany();
    const message = "nobody waits for it, and it answers from memory";
    await expect.poll(() => verifier.recall(question), { message }).toBeNull();
    expect((await verifier.verify(question)).valid).toBe(true);
    await remembered(verifier, question);
  });

  test("that is told to stop forgets at once, is not waited for, decides on, and says that it is not ready", async () => {
    const verifier = aVerifier();
    const made = await account.createPasscode();
    const question = questionOf(made);
    await remembered(verifier, question);
    const stopped = verifier.retire();
    expect(verifier.recall(question), "it decides from memory and nobody waits for it").toBeNull();
    await stopped;
    expect((await verifier.verify(question)).valid).toBe(true);
    expect(verifier.recall(question), "it remembers again").toBeNull();
    expect(await verifier.obstacles()).toEqual(["stopping"]);
  });
});

test("two settings that lead to different databases: not ready, and nothing is decided by the wrong one", async () => {
  const name = `other_${randomUUID().replaceAll("-", "")}`;
  const superuser = new Pool({ connectionString: env().DATABASE_URL, max: 1 });
  await superuser.query(`CREATE DATABASE ${name}`);
  const other = new URL(env().DATABASE_URL ?? "");
  other.pathname = `/${name}`;
  const elsewhere = new Pool({ connectionString: other.href, max: 1 });
  // Dropping the database cuts whatever is not yet quite gone; unheard, the event would end the process.
  elsewhere.on("connect", (client) => client.on("error", () => undefined));
  elsewhere.on("error", () => undefined);
  await elsewhere.query(
    "CREATE TABLE verifier_node (id uuid PRIMARY KEY, beats int DEFAULT 0, beat_at timestamptz, started_at timestamptz)",
  );
  vi.stubEnv("LISTEN_DATABASE_URL", other.href);
  vi.resetModules();
  const { startVerifier: freshStart } = await import("./start-verifier");
  const verifier = freshStart();
  const question = questionOf(await account.createPasscode());
  await expect
    .poll(async () => {
      await verifier.verify(question).catch(() => null);
      return verifier.obstacles();
    })
    .toContain("databases_differ");
  expect(verifier.recall(question)).toBeNull();
  await verifier.close();
  await elsewhere.end();
  await superuser.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await superuser.end();
}, 60_000);
