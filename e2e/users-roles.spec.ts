import { insertUsers } from "./fixtures/insert-users";
import { makeAccount, newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { openUsers, userRow } from "./fixtures/user-steps";

test("a manager invites and changes all but administrators", async ({ page, context, installation, login }) => {
  const { account } = installation;
  const member = await makeUser(installation, account, "member");
  await login(context, await makeUser(installation, account, "manager"));
  await openUsers(page, `?q=${account.email}`);
  await expect(userRow(page, account.email)).toContainText("Admin");
  await expect(userRow(page, account.email).getByRole("button")).toHaveCount(0);
  await openUsers(page, `?q=${member.email}`);
  await userRow(page, member.email)
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await page.getByRole("menuitem", { name: "Change role…" }).click();
  await expect(page.getByRole("radio")).toHaveCount(3);
  await expect(page.getByRole("radio", { name: "Admin" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByLabel("Role", { exact: true }).last().getByRole("option")).toHaveText([
    "Manager",
    "Member",
    "Viewer",
  ]);
});

test("a viewer reads the users and the roles, and changes nothing", async ({ page, context, installation, login }) => {
  const { account } = installation;
  await login(context, await makeUser(installation, account, "viewer"));
  await page.goto(`/users?q=${account.email}`);
  await expect(userRow(page, account.email)).toContainText("Admin");
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Invite" })).toHaveCount(0);
  expect((await page.request.get("/users.csv")).status()).toBe(200);
  await page.getByRole("link", { name: "Roles" }).click();
  await expect(page.getByRole("heading", { name: "Roles" })).toBeVisible();
  const cells = page.getByRole("row", { name: /^invite users/ }).getByRole("cell");
  await expect(cells).toHaveText(["yes", "yes", "no", "no"]);
});

test("a viewer who is alone is told who can invite", async ({ page, context, database, installation, login }) => {
  const account = newAccount();
  account.id = await makeAccount(installation, account);
  const email = `only@${account.id.toLowerCase()}.test`;
  const viewer = { name: "Only Here", email, role: "viewer", status: "active" } as const;
  await insertUsers({ database, installation }, account, [viewer]);
  await database.query(
    "UPDATE membership m SET deleted_at = now() FROM app_user u WHERE u.id = m.user_id AND u.email = $1",
    [account.email],
  );
  await login(context, { ...account, email });
  await page.goto("/users");
  await expect(page.getByText("An administrator or manager can invite them.")).toBeVisible();
});

test("a member is told that the users are not his", async ({ page, context, installation, login }) => {
  await login(context, await makeUser(installation, installation.account, "member"));
  await page.goto("/users");
  await expect(page.getByText("Your role does not show the account's users.")).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
  await expect(page.getByRole("navigation").getByRole("link", { name: "Users" })).toHaveCount(0);
  expect((await page.request.get("/users.csv")).status()).toBe(403);
  await page.goto("/users/roles");
  await expect(page.getByText("You are Member")).toBeVisible();
});
