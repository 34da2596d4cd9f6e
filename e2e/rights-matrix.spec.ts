import { may, type Role, roles } from "@/lib/core/permissions";
import { insertPasscodes } from "./fixtures/insert-passcodes";
import { type Account, makeAccount, newAccount } from "./fixtures/installation";
import { test as base, expect } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { sendAction, sendRaw } from "./fixtures/send-raw";
import { consolePaths, serverActions } from "./fixtures/surface";

type Person = { name: string; cookie: string; role: Role | null };
type House = { people: Person[]; account: Account; passcodeId: string; secrets: string[] };

/** What only readers of the account may see: a passcode's name and a colleague's address. */
const test = base.extend<{ house: House }>({
  house: async ({ installation, database, login, browser }, use) => {
    const account = newAccount();
    await makeAccount(installation, account).then((id) => (account.id = id));
    const colleague = await makeUser(installation, account, "member");
    const name = `Canary ${account.name}`;
    const [passcodeId = ""] = await insertPasscodes({ database, installation }, account, [{ name }]);
    const foreign = newAccount();
    await makeAccount(installation, foreign);
    const cookieOf = async (user: Account) => {
      const context = await browser.newContext();
      await login(context, user);
      const cookies = await context.cookies(installation.server.url);
      await context.close();
      return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    };
    const people: Person[] = [{ name: "nobody", cookie: "", role: null }];
    for (const role of roles) {
      people.push({ name: role, role, cookie: await cookieOf(await makeUser(installation, account, role)) });
    }
    people.push({ name: "another account's admin", role: null, cookie: await cookieOf(foreign) });
    const revoked = await makeUser(installation, account, "admin");
    people.push({ name: "revoked", role: null, cookie: await cookieOf(revoked) });
    await database.query(
      "UPDATE membership SET status = 'revoked' WHERE user_id = (SELECT id FROM app_user WHERE email = $1)",
      [revoked.email],
    );
    await use({ people, account, passcodeId, secrets: [name, colleague.email] });
  },
});

// Some thousand requests.
test.setTimeout(240_000);

const actorOf = (role: Role) => ({ type: "user", role, must: null }) as never;

test("no page, and no variant of its address, shows a thing to somebody who may not read it", async ({
  house: { people, passcodeId, secrets },
  installation,
}) => {
  const variants = (path: string): [path: string, headers: Record<string, string>][] => [
    [path, {}],
    [path, { rsc: "1" }],
    [path, { rsc: "1", "next-router-prefetch": "1" }],
    [path, { rsc: "1", "next-router-segment-prefetch": "/_tree" }],
    [`${path}.rsc`, {}],
    [`${path}?_rsc=1`, { rsc: "1" }],
    [`/${path}`, {}],
    [path.replace(/\/(?=[^/]*$)/, "%2f"), {}],
    [`${path}/`, {}],
    [path, { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" }],
    [`${path}?x=/../../`, { "x-forwarded-host": "evil.test", "x-invoke-path": path }],
  ];
  for (const { name, cookie, role } of people) {
    const readsAll = role !== null && may(actorOf(role), "passcode.list");
    let seen = 0;
    for (const path of consolePaths(passcodeId)) {
      for (const [url, headers] of variants(path)) {
        const { status, body } = await sendRaw(installation.server.port, url, { ...headers, cookie });
        const what = `${name}: ${url} ${JSON.stringify(headers)}`;
        expect(status, what).toBeLessThan(500);
        const shown = secrets.filter((secret) => body.includes(secret));
        seen += shown.length;
        if (!readsAll) expect(shown, `${what} shows what is not his`).toEqual([]);
      }
    }
    if (readsAll) expect(seen, `${name} sees nothing: this test could not fail`).toBeGreaterThan(0);
  }
});

test("every server action asks for the right that the table names, whoever sends it, and a refusal is recorded", async ({
  house: { people, account },
  installation,
  database,
}) => {
  const actions = serverActions();
  expect(actions.length).toBeGreaterThan(10);
  const { url, port } = installation.server;
  let refusals = 0;
  for (const { name, cookie, role } of people) {
    for (const action of actions) {
      const expected = expectedCode(action.right, name, role);
      if (!action.takesInput && expected === "invalid_request") continue;
      const answer = await sendAction({ url, port }, action, cookie, { probe_of_rights: 1 });
      const what = `${name}: ${action.name} (${action.right}): ${answer.status} ${answer.body.slice(0, 300)}`;
      expect(answer.status, what).toBeLessThan(500);
      expect(answer.code, what).toBe(expected);
      if (role && expected === "forbidden") refusals++;
    }
  }
  const { rows } = await database.query(
    `SELECT count(*)::int AS n FROM audit_event e JOIN account a ON a.id = e.chain_id WHERE a.public_id = $1 AND e.result = 'refused'`,
    [account.id],
  );
  expect(refusals).toBeGreaterThan(10);
  expect(rows[0].n, "an attempt past one's rights is not recorded").toBe(refusals);
});

/** A probe holds an unknown field: whoever has the right gets past it to the check of the input, and no further. */
function expectedCode(right: Parameters<typeof may>[1], name: string, role: Role | null): string {
  if (may({ type: "anonymous" }, right)) return "invalid_request";
  if (name === "another account's admin") return may(actorOf("admin"), right) ? "invalid_request" : "forbidden";
  if (role === null) return "credential_required";
  return may(actorOf(role), right) ? "invalid_request" : "forbidden";
}
