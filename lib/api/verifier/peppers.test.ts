import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { notFound } from "@/lib/core/verification/decide-credential";
import { env } from "@/lib/env";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { createPool } from "./create-pool";
import { directVerifier } from "./direct-verifier";
import { pickRecord } from "./read-credential";

const databaseUrl = env().DATABASE_URL ?? "";
const oldPepper = env().PEPPER_KEYS ?? "";
const newPepper = `new:${randomBytes(32).toString("base64")}`;
const account = await guardedAccount();
const { passcode } = await account.createPasscode();
const question = { token: passcode, kinds: ["ap"] as const, accountId: account.id };
afterEach(() => vi.unstubAllEnvs());

/** Decides as a process would that was started with these peppers. */
async function decideUnder(peppers: string) {
  vi.stubEnv("PEPPER_KEYS", peppers);
  vi.resetModules();
  const { directVerifier: freshVerifier } = await import("./direct-verifier");
  const verifier = freshVerifier(createPool(databaseUrl));
  const decision = await verifier.verify(question);
  await verifier.close();
  return decision;
}

describe("the peppers", () => {
  test("a secret that was kept under the previous one is found", async () => {
    expect(await decideUnder(`${newPepper},${oldPepper}`)).toMatchObject({ valid: true });
    expect(await decideUnder(`${oldPepper},${newPepper}`)).toMatchObject({ valid: true });
  });

  test("a secret whose pepper was dropped is not", async () => {
    expect(await decideUnder(newPepper)).toEqual(notFound);
  });
});

test("a row that carries another digest than those asked for is none", async () => {
  const [asked, other] = [randomBytes(32), randomBytes(32)];
  const row = (digest: Buffer) => ({
    digest,
    kind: "account_passcode" as const,
    id: "",
    name: "",
    scopes: [],
    user_id: null,
    person_id: null,
    account_id: "",
    account_name: "",
    account_key: "",
    expires_at: null,
    retires_at: null,
    secret_id: null,
    suspended: false,
    dialect_on: true,
    user_passcodes_only: false,
    ended: false,
    now: new Date(0),
  });
  expect(pickRecord([row(other)], [asked])).toBeNull();
  expect(pickRecord([row(other), row(asked)], [asked])?.digest).toEqual(asked);
});

test("a verifier that was closed cannot tell", async () => {
  const verifier = directVerifier(createPool(databaseUrl));
  expect(await verifier.verify(question)).toMatchObject({ valid: true });
  await verifier.close();
  await expect(verifier.verify(question)).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 1 });
});
