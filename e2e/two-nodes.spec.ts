import { runServer, type ServerProcess } from "@/scripts/testing/run-server";
import { type Account, newAccount, startInstallation } from "./fixtures/installation";
import { test as base, expect } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { sendAction, sendRaw } from "./fixtures/send-raw";
import { serverActions } from "./fixtures/surface";

type Nodes = { account: Account; nodes: [ServerProcess, ServerProcess]; user: (role: string) => Promise<Account> };

/** Two servers on one database. */
const test = base.extend<{ pair: Nodes }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  pair: async ({}, use) => {
    const account = newAccount();
    const installation = await startInstallation([account]);
    const second = await runServer(installation.environment);
    const user = (role: string) => makeUser(installation, account, role);
    await use({ account, nodes: [installation.server, second], user });
    await second.stop();
    await installation.end();
  },
});

function action(name: string) {
  const found = serverActions().find((one) => one.name === name);
  if (!found) throw new Error(`there is no action ${name}`);
  return found;
}
const signIn = (node: ServerProcess, { email, password }: Account) =>
  sendAction(node, action("signIn"), "", { email, password });

async function cookieOf(node: ServerProcess, account: Account): Promise<string> {
  const { cookies, body } = await signIn(node, account);
  expect(cookies, body).toHaveLength(1);
  return cookies[0]?.split(";")[0] ?? "";
}
const isIn = async (node: ServerProcess, cookie: string) =>
  (await sendRaw(node.port, "/settings/project", { cookie })).status === 200;

/** Ten, and one more for each of the waits of 2, 4, 8… seconds that is over by then. */
function guessesIn(milliseconds: number): number {
  let guesses = 10;
  for (let wait = 2000, over = wait; over <= milliseconds; wait *= 2, over += wait) guesses++;
  return guesses;
}

test("five hundred wrong passwords at once over two nodes are looked at ten times at most; nobody else has to wait", async ({
  pair: { account, nodes, user },
}) => {
  const other = await user("member");
  const wrong = { ...account, password: "not the word of the day" };
  const started = performance.now();
  const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => signIn(nodes[n % 2 ? 0 : 1], wrong)));
  const count = (code: string) => answers.filter((answer) => answer.code === code).length;
  const looked = count("credential_invalid");
  expect(looked, "more guesses than the threshold allows").toBeLessThanOrEqual(guessesIn(performance.now() - started));
  expect(looked, "nobody's password is looked at").toBeGreaterThan(0);
  expect(looked + count("throttled") + count("unavailable"), "some were told another thing").toBe(500);
  // The next guess that is looked at starts a wait of four seconds at least, however slow the machine was till here.
  await expect.poll(async () => (await signIn(nodes[0], wrong)).code, { timeout: 30_000 }).toBe("credential_invalid");
  for (const node of nodes) {
    expect((await signIn(node, account)).code, "the right password goes through while guesses have to wait").toBe(
      "throttled",
    );
    await cookieOf(node, other);
  }
});

test("a sign-in ends on both nodes with sign-out, revoked access and a changed password; a new role acts at once", async ({
  pair: { account, nodes, user },
}) => {
  const [one, two] = nodes;
  const admin = await cookieOf(one, account);
  expect(await isIn(two, admin), "the other node knows no sign-in of this one").toBe(true);

  const signedOut = await cookieOf(two, account);
  await sendAction(one, action("signOut"), signedOut, {});
  expect(await isIn(two, signedOut), "a cookie from before sign-out still opens").toBe(false);

  const [first, second] = [await cookieOf(one, account), await cookieOf(two, account)];
  const fresh = "eleven wet paving stones";
  const changed = { current_password: account.password, password: fresh };
  expect((await sendAction(one, action("changePassword"), first, changed)).code).toBeUndefined();
  expect([await isIn(two, first), await isIn(two, second), await isIn(one, admin)]).toEqual([true, false, false]);

  const member = await user("manager");
  const theirs = await cookieOf(two, member);
  const list = async () => (await sendRaw(two.port, "/users.csv", { cookie: theirs })).status;
  expect(await list()).toBe(200);
  const id = await idOf(one, first, member.email);
  const update = (more: object) => sendAction(one, action("updateUser"), first, { id, ...more });
  expect((await update({ role: "member" })).code).toBeUndefined();
  expect(await list(), "a role that was taken away still reads").toBe(403);
  expect((await update({ status: "revoked" })).code).toBeUndefined();
  expect(await isIn(two, theirs), "a revoked user is still signed in").toBe(false);
});

async function idOf(node: ServerProcess, cookie: string, email: string): Promise<string> {
  const { body } = await sendRaw(node.port, `/users?q=${encodeURIComponent(email)}`, { cookie });
  return body.match(/id="menu-([0-9a-f-]{36})"/)?.[1] ?? "";
}
