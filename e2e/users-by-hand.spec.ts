import { randomUUID } from "node:crypto";
import type { Page, Request } from "@playwright/test";
import { isAction, repeat } from "./fixtures/hand-made";
import { insertUsers } from "./fixtures/insert-users";
import { makeAccount, newAccount } from "./fixtures/installation";
import { makeUser } from "./fixtures/make-user";
import { expect, test } from "./fixtures/own-account";
import { fillInvitation, newEmail, openUserDialog, openUsers, userRow } from "./fixtures/user-steps";

test("requests about users made by hand are refused to a member, a viewer and the signed-out, and change nothing", async ({
  page,
  context,
  own: account,
  database,
  installation,
  login,
}) => {
  const domain = `${account.id.toLowerCase()}.test`;
  const target = { name: "The Target", email: `target@${domain}`, role: "member", status: "active" } as const;
  const helper = { ...target, name: "The Helper", email: `helper@${domain}` };
  const [targetId = ""] = await insertUsers({ database, installation }, account, [target, helper]);
  await openUsers(page);
  const sent = await sendEach(page, helper.email);
  const before = await stateOf();
  const inputs: Record<string, unknown> = {
    invite: { invitations: [{ email: newEmail("by-hand"), role: "viewer" }] },
    role: { id: targetId, role: "admin" },
    grant: { id: targetId, validity_days: 5 },
    validity: { id: targetId, validity_days: 5 },
    reset: { id: targetId },
    revoke: { id: targetId },
    delete: { id: targetId },
    many: { ids: [targetId], change: { do: "delete" } },
  };
  expect(Object.keys(sent).toSorted()).toEqual(Object.keys(inputs).toSorted());
  const answer = (name: string) => repeat(page, sent[name] as Request, [inputs[name]], installation.server.url);
  for (const role of ["member", "viewer"]) {
    await context.clearCookies();
    await login(context, await makeUser(installation, account, role));
    for (const name of Object.keys(inputs))
      expect(await answer(name), `${role} ${name}`).toContain('"code":"forbidden"');
  }
  await context.clearCookies();
  for (const name of Object.keys(inputs)) expect(await answer(name), name).toContain('"code":"credential_required"');
  expect(await stateOf()).toEqual(before);

  async function stateOf() {
    const { rows } = await database.query(
      `SELECT m.role, m.status, m.deleted_at, (SELECT count(*)::int FROM passcode p WHERE p.membership_id = m.id) AS passcodes,
         (SELECT count(*)::int FROM membership o WHERE o.account_id = m.account_id AND o.status = 'invited') AS invited
       FROM membership m WHERE m.id = $1`,
      [targetId],
    );
    return rows;
  }
});

test("an administrator's request made by hand is checked: other accounts, odd numbers, who is an administrator", async ({
  page,
  own: mine,
  database,
  installation,
}) => {
  const theirs = newAccount();
  await makeAccount(installation, theirs);
  const person = { name: "Some Body", role: "member", status: "active" } as const;
  const [id = ""] = await insertUsers({ database, installation }, mine, [{ ...person, email: newEmail("mine") }]);
  const [foreign = ""] = await insertUsers({ database, installation }, theirs, [
    { ...person, email: newEmail("theirs") },
  ]);
  const { rows } = await database.query(
    "SELECT m.id FROM membership m JOIN app_user u ON u.id = m.user_id WHERE u.email = $1",
    [mine.email],
  );
  await openUsers(page);
  const grant = await catchRequest(page, async () => {
    const dialog = await openUserDialog(page, mine.email, "Grant");
    await dialog.getByRole("button", { name: "Grant" }).click();
  });
  const answer = (input: unknown) => repeat(page, grant, [input], installation.server.url);
  for (const days of [0, 366, 1.5, "10", -1, true]) {
    expect(await answer({ id, validity_days: days }), String(days)).toContain('"code":"invalid_request"');
  }
  expect(await answer({ id })).toContain('"code":"invalid_request"');
  for (const other of [foreign, randomUUID()]) {
    expect(await answer({ id: other, validity_days: 5 })).toContain('"code":"not_found"');
  }
  expect(await answer({ id: rows[0].id, validity_days: 5 })).toContain('"code":"already_granted"');
  await expect(userRow(page, mine.email)).toContainText("in 90 days");
});

/** Sends one of each action about users as the page does, and keeps the requests. */
async function sendEach(page: Page, email: string): Promise<Record<string, Request>> {
  const dialog = page.getByRole("dialog");
  const press = (item: string, button: string) => async () => {
    await openUserDialog(page, email, item);
    await dialog.getByRole("button", { name: button }).click();
  };
  const invite = await catchRequest(page, async () => {
    await fillInvitation(page, newEmail("pattern"));
    await dialog.getByRole("button", { name: "Invite", exact: true }).click();
    await dialog.getByRole("button", { name: "Done" }).click();
  });
  const role = await catchRequest(page, async () => {
    await openUserDialog(page, email, "Change role");
    await dialog.getByRole("radio", { name: "Viewer" }).click();
    await dialog.getByRole("button", { name: "Change role" }).click();
  });
  const grant = await catchRequest(page, press("Grant", "Grant"));
  const validity = await catchRequest(page, press("Change validity", "Change"));
  const reset = await catchRequest(page, press("Reset passcode", "Reset passcode"));
  const revoke = await catchRequest(page, press("Revoke passcode", "Revoke passcode"));
  const many = await catchRequest(page, async () => {
    await userRow(page, email).getByRole("checkbox").click();
    await page.getByRole("button", { name: "Grant…" }).click();
    await dialog.getByRole("button", { name: "Grant 1" }).click();
  });
  const remove = await catchRequest(page, press("Delete", "Delete user"));
  return { invite, role, grant, validity, reset, revoke, many, delete: remove };
}

/** The one action that changes something, among those that a dialog sends. */
async function catchRequest(page: Page, act: () => Promise<void>): Promise<Request> {
  const caught: Request[] = [];
  const listen = (request: Request) => isAction(request) && caught.push(request);
  page.on("request", listen);
  await act();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  page.off("request", listen);
  return caught.at(-1) as Request;
}
