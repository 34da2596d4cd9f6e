import { randomUUID } from "node:crypto";
import { isAction, repeat } from "./fixtures/hand-made";
import { insertPasscodes } from "./fixtures/insert-passcodes";
import { makeAccount, newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { createPasscode, finishReveal, openFromRow, openPasscodes } from "./fixtures/passcode-steps";

test("an edit made by hand is checked like the form's, for its rights, its account and its version", async ({
  page,
  context,
  database,
  installation,
  login,
  signedIn: _,
}) => {
  const foreign = newAccount();
  await makeAccount(installation, foreign);
  const [foreignId = ""] = await insertPasscodes({ database, installation }, foreign, [{ name: "Foreign" }]);
  await openPasscodes(page);
  await createPasscode(page, "By hand");
  await finishReveal(page);
  const dialog = await openFromRow(page, "By hand", "Edit");
  await dialog.getByLabel("Name").fill("By hand, renamed");
  const sent = page.waitForRequest((request) => isAction(request) && request.postData()?.includes("renamed") === true);
  await dialog.getByRole("button", { name: "Update" }).click();
  const pattern = await sent;
  await expect(page.getByText("“By hand, renamed” is updated")).toBeVisible();
  const [{ id }] = JSON.parse(pattern.postData() ?? "[]");
  const answerTo = (input: unknown) => repeat(page, pattern, [input], installation.server.url);
  const cases: [input: unknown, code: string][] = [
    [{ id, version: 1, name: "Stale" }, "version_conflict"],
    [{ id, name: "No version" }, "invalid_request"],
    [{ id, version: "2", name: "A version in words" }, "invalid_request"],
    [{ id, version: 2, account_id: foreign.id }, "invalid_request"],
    [{ id, version: 2, name: "Turned\u202e" }, "invalid_request"],
    [{ id, version: 2, contact_email: "a\r\nBcc: b@c.test" }, "invalid_request"],
    [{ id, version: 2, expires_in_days: 3651 }, "invalid_request"],
    [{ id: foreignId, version: 1, name: "Theirs" }, "not_found"],
    [{ id: randomUUID(), version: 1, name: "Nobody's" }, "not_found"],
  ];
  for (const [input, code] of cases) {
    expect(await answerTo(input), JSON.stringify(input)).toContain(`"ok":false,"code":"${code}"`);
  }
  await context.clearCookies();
  expect(await answerTo({ id, version: 2, name: "Nobody" })).toContain('"code":"credential_required"');
  for (const role of ["viewer", "member"]) {
    await context.clearCookies();
    await login(context, await makeUser(installation, installation.account, role));
    expect(await answerTo({ id, version: 2, name: role }), role).toContain('"code":"forbidden"');
  }
  const { rows } = await database.query("SELECT name, version FROM passcode WHERE id = $1", [id]);
  expect(rows).toEqual([{ name: "By hand, renamed", version: 2 }]);
});
