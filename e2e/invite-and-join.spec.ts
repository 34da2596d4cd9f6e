import { makeAccount, newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/own-account";
import {
  fillInvitation,
  fillJoin,
  inviteOne,
  newEmail,
  openUserDialog,
  openUsers,
  userRow,
} from "./fixtures/user-steps";

const password = "seven quiet herons at dusk";

test("who is invited opens the link in another browser, joins, and is active from then on", async ({
  page,
  own,
  other: joining,
  installation,
}) => {
  await openUsers(page);
  const email = newEmail("grace");
  const dialog = await fillInvitation(page, ` ${email.toUpperCase()} `, "Viewer");
  await expect(dialog).toContainText("1 of at most 50");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog).toContainText("It opens once, for 7 days, and cannot be shown again.");
  const link = (await dialog.getByText(/\/join#wwiv_/).textContent()) ?? "";
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Copy the link", exact: true }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: "Invite", exact: true })).toBeFocused();
  await expect(userRow(page, email)).toContainText("Invited");
  await expect(userRow(page, email)).toContainText("link ends in 7 days");

  await joining.goto(link);
  await expect(joining.getByRole("heading", { name: `Join ${own.name}` })).toBeVisible();
  await expect(joining.getByText(`invites ${email} as Viewer.`)).toBeVisible();
  expect(joining.url()).toBe(`${installation.server.url}/join`);
  expect(await joining.evaluate(() => JSON.stringify(history.state))).not.toContain("wwiv_");
  await joining.getByRole("textbox", { name: "Choose a password" }).fill("too short");
  await joining.getByRole("button", { name: "Join" }).click();
  await expect(joining.getByText("Password: at least 15 characters.")).toBeVisible();
  await joining.getByLabel("Your name").fill("Grace Hopper");
  await joining.getByRole("textbox", { name: "Choose a password" }).fill(password);
  await joining.getByRole("button", { name: "Join" }).click();
  await joining.waitForURL("/overview");
  await expect(joining.getByRole("button", { name: "Your menu" })).toContainText("Grace Hopper");

  await page.reload();
  await expect(userRow(page, email)).toContainText("Active");
  await expect(userRow(page, email)).toContainText("Grace Hopper");
  await page.goto("/audit");
  await expect(page.getByRole("row").filter({ hasText: "Invitation accepted" }).first()).toBeVisible();
});

test("who has a password elsewhere already gives that one, and chooses none", async ({
  page,
  own: _,
  other: joining,
  installation,
}) => {
  const foreign = newAccount();
  await makeAccount(installation, foreign);
  await openUsers(page);
  const link = await inviteOne(page, foreign.email, "Manager");
  await joining.goto(link);
  await expect(joining.getByLabel("Your name")).toHaveCount(0);
  const given = joining.getByRole("textbox", { name: "Your password" });
  await given.fill("not the right one");
  await joining.getByRole("button", { name: "Join" }).click();
  await expect(joining.getByText("E-mail or password is not right.")).toBeVisible();
  await given.fill(foreign.password);
  await joining.getByRole("button", { name: "Join" }).click();
  await joining.waitForURL("/overview");
});

test("a new link makes the old one dead, and a used one says so", async ({ page, own: _, other: joining }) => {
  await openUsers(page);
  const email = newEmail("alan");
  const old = await inviteOne(page, email, "Viewer");
  const dialog = await openUserDialog(page, email, "New link");
  await dialog.getByRole("button", { name: "Make a new link" }).click();
  const link = (await dialog.getByText(/\/join#wwiv_/).textContent()) ?? "";
  await dialog.getByRole("button", { name: "Done" }).click();
  const closed = joining.getByRole("heading", { name: "This invitation does not open" });
  await joining.goto(old);
  await expect(closed).toBeVisible();
  await joining.goto("about:blank");
  await fillJoin(joining, link, "Alan Turing", password);
  await joining.getByRole("button", { name: "Join" }).click();
  await joining.waitForURL("/overview");
  await joining.goto(link);
  await expect(closed).toBeVisible();
  await expect(joining.getByText("Ask who invited you for a new link.")).toBeVisible();
});

test("of two who open the link at once one joins, the other is told that it is used", async ({
  page,
  browser,
  installation,
  database,
  own: _,
}) => {
  await openUsers(page);
  const email = newEmail("twice");
  const link = await inviteOne(page, email, "Viewer");
  const baseURL = installation.server.url;
  const contexts = [await browser.newContext({ baseURL }), await browser.newContext({ baseURL })];
  const pages = await Promise.all(contexts.map((context) => context.newPage()));
  for (const [index, one] of pages.entries()) await fillJoin(one, link, `Person ${index}`, password);
  await Promise.all(pages.map((one) => one.getByRole("button", { name: "Join" }).click()));
  const outcomes = pages.map((one) =>
    one
      .getByRole("heading", { name: "This invitation does not open" })
      .or(one.getByRole("heading", { name: "Overview" })),
  );
  for (const outcome of outcomes) await expect(outcome).toBeVisible();
  const texts = await Promise.all(outcomes.map((outcome) => outcome.textContent()));
  expect(texts.toSorted()).toEqual(["Overview", "This invitation does not open"]);
  const { rows } = await database.query(
    "SELECT count(*)::int AS n FROM session s JOIN membership m ON m.id = s.membership_id JOIN app_user u ON u.id = m.user_id WHERE u.email = $1",
    [email],
  );
  expect(rows).toEqual([{ n: 1 }]);
  for (const context of contexts) await context.close();
});
