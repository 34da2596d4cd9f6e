import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ensureKeys } from "./ensure-keys";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "./testing/temporary-directory";

let directory: string;
let file: string;
beforeEach(() => {
  directory = makeTemporaryDirectory();
  file = path.join(directory, "keys");
});
afterEach(() => removeTemporaryDirectory(directory));

const pepper = `old1:${Buffer.alloc(32, 7).toString("base64")}`;

test("are made once, differ between installations, and only their owner can read them", async () => {
  const made = await ensureKeys(directory, {});
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await ensureKeys(directory, {})).toEqual(made);
  const other = makeTemporaryDirectory();
  const others = await ensureKeys(other, {});
  expect(others.peppers[0]?.id, "another installation's pepper has the same name").not.toBe(made.peppers[0]?.id);
  expect(others.sessionSecret).not.toBe(made.sessionSecret);
  removeTemporaryDirectory(other);
});

test("two starts at once agree on one set", async () => {
  const [one, two] = await Promise.all([ensureKeys(directory, {}), ensureKeys(directory, {})]);
  expect(one).toEqual(two);
});

test("an older file keeps what it has and gets what it lacks", async () => {
  writeFileSync(file, `# kept\nPEPPER_KEYS=${pepper}`);
  const keys = await ensureKeys(directory, {});
  expect(keys.peppers.map(({ id }) => id)).toEqual(["old1"]);
  expect(readFileSync(file, "utf8")).toMatch(
    /^# kept\nPEPPER_KEYS=old1:\S+\nVAULT_KEYS=\S+\nSIGNING_KEYS=\S+\nSESSION_SECRET=\S+\nNEXT_SERVER_ACTIONS_\w+=\S+\n$/,
  );
  expect(readdirSync(directory)).toEqual(["keys"]);
});

test("the environment comes first, and what is complete there makes no file", async () => {
  const environment = {
    PEPPER_KEYS: pepper,
    VAULT_KEYS: `v1:${Buffer.alloc(32, 8).toString("base64")}`,
    SIGNING_KEYS: `v1:${Buffer.alloc(32, 9).toString("base64")}`,
    SESSION_SECRET: "s".repeat(32),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString("base64"),
  };
  expect((await ensureKeys(directory, environment)).sessionSecret).toBe("s".repeat(32));
  expect(existsSync(file)).toBe(false);
  await ensureKeys(directory, { PEPPER_KEYS: pepper });
  expect(readFileSync(file, "utf8")).not.toContain("PEPPER_KEYS");
});

test("a file that others can read is closed to them", async () => {
  await ensureKeys(directory, {});
  chmodSync(file, 0o644);
  await ensureKeys(directory, {});
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

describe("a broken file is refused in one line, and stays as it is", () => {
  test.each([
    ["empty", "", /the keys file .* is empty/],
    ["garbage", "PEPPER_KEYS=x\n\u0000\u0001garbage\n", /is broken: line 2 is not NAME=value$/],
    ["a pepper cut short", "PEPPER_KEYS=p1:abc\n", /^PEPPER_KEYS is not id:base64 of 32 bytes/],
    ["a secret too short", `PEPPER_KEYS=${pepper}\nSESSION_SECRET=short\n`, /^SESSION_SECRET must have at least 32/],
  ])("%s", async (_name, text, message) => {
    writeFileSync(file, text);
    const refusal = await ensureKeys(directory, {}).catch((error: Error) => error);
    expect(refusal).toMatchObject({ message: expect.stringMatching(message) });
    expect((refusal as Error).message).not.toContain("\n");
    expect((refusal as Error).message, "it shows a key").not.toContain(pepper.slice(5));
    expect(readFileSync(file, "utf8")).toBe(text);
  });
});
