import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBuilt } from "./ensure-built.mjs";
import { runProgram, runServer } from "./testing/run-server";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "./testing/temporary-directory";

let directory: string;
let environment: { DATA_DIR: string };
let account: string;
const password = "a lantern on the north wall";

beforeAll(async () => {
  await ensureBuilt(() => undefined);
  directory = makeTemporaryDirectory();
  environment = { DATA_DIR: path.join(directory, "data") };
}, 300_000);
afterAll(() => {
  removeTemporaryDirectory(environment.DATA_DIR);
  removeTemporaryDirectory(directory);
});

const watchword = (command: string, input = "") => runProgram("watchword", command.split(" "), environment, { input });

async function refused(command: string, input?: string): Promise<string> {
  const { code, stdout, stderr } = await watchword(command, input);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr.trimEnd().split("\n"), "it is not one line").toHaveLength(1);
  return stderr.trimEnd();
}

test("makes an account on a database that does not run, not even exists", async () => {
  const made = await watchword(
    "account create --name Acme --email admin@acme.test --password-stdin --json",
    `${password}\n`,
  );
  expect(made.stderr).toBe("");
  expect(JSON.parse(made.stdout)).toEqual({
    account_id: expect.stringMatching(/^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{4}$/),
    org_id: expect.any(Number),
    realm: expect.any(String),
    user_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    org_user_id: expect.any(Number),
  });
  account = JSON.parse(made.stdout).account_id;
});

test("a service key made while the server runs opens its API; there is no set-up link any more", async () => {
  const server = await runServer(environment);
  expect(server.setupLink, "there is an administrator, and yet a link").toBeNull();
  const made = await watchword(`service-key create --account ${account} --scopes verify --json`);
  const { key, id, ...rest } = JSON.parse(made.stdout);
  expect({ key, id, rest }).toMatchObject({ key: expect.stringMatching(/^wwsk_/), id: expect.any(String) });
  const response = await fetch(`${server.url}/v1/verify`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ account_id: account, passcode: "garbage" }),
  });
  expect(response.status, "the key is refused").toBe(200);
  expect(await server.stop()).toBe(0);
});

test("a member joins, without --json in plain lines", async () => {
  const command = `user create --account ${account} --email bo@acme.test --role member --password-stdin`;
  const { code, stdout } = await watchword(command, password);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^user_id: [0-9a-f-]{36}\norg_user_id: \d+\n$/);
});

test("refusals are one line on stderr, nothing on stdout, exit 1", async () => {
  expect(await refused("account create --name Acme --email no-address --password-stdin", password)).toMatch(/e-?mail/i);
  expect(await refused("account create --name Acme --email b@acme.test --password-stdin", "short\n")).toMatch(/15/);
  const member = `user create --account ${account} --email bo@acme.test --role member --password-stdin`;
  expect(await refused(member, password)).toMatch(/is a member of this account already/);
  expect(await refused("service-key create --account AAA-AAA-AAAA --scopes verify")).not.toBe("");
  expect(await refused(`service-key create --account ${account} --scopes everything`)).toMatch(/^Scopes: /);
  expect(await refused("account create --nonsense")).toMatch(/--nonsense/);
});

test("an unknown command shows what there is", async () => {
  const { code, stdout, stderr } = await watchword("account destroy");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("service-key create");
});
