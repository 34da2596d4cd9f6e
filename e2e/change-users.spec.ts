import { insertUsers } from "./fixtures/insert-users";

import { makeUser } from "./fixtures/make-user";
import { expect, test } from "./fixtures/own-account";
import { openUserDialog, openUsers, userRow } from "./fixtures/user-steps";

test("another role changes what he sees; without access his next click leads outside, restored he is in again", async ({
  page,
  own,
  other: his,
  installation,
  login,
}) => {
  const user = await makeUser(installation, own, "viewer");
  await login(his.context(), user);
  await his.goto("/passcodes");
  await expect(his.getByRole("button", { name: "Passcode", exact: true })).toHaveCount(0);

  await openUsers(page, `?q=${user.email}`);
  const row = userRow(page, user.email);
  const dialog = await openUserDialog(page, user.email, "Change role");
  await expect(dialog.getByRole("button", { name: "Change role" })).toBeDisabled();
  await dialog.getByRole("radio", { name: "Manager" }).click();
  await expect(dialog).toContainText("Will be able to");
  await expect(dialog).toContainText("create a passcode");
  await expect(dialog).not.toContainText("Will no longer be able to");
  await dialog.getByRole("button", { name: "Change role" }).click();
  await expect(row).toContainText("Manager");
  await his.reload();
  await expect(his.getByRole("button", { name: "Passcode", exact: true })).toBeVisible();

  await openUserDialog(page, user.email, "Revoke access");
  await expect(dialog).toContainText("signed out everywhere at once");
  await dialog.getByRole("button", { name: "Revoke access" }).click();
  await expect(row).toContainText("Revoked");
  await his.getByRole("navigation").getByRole("link", { name: "Users" }).click();
  await his.waitForURL(/\/sign-in/);

  await openUserDialog(page, user.email, "Restore access");
  await dialog.getByRole("button", { name: "Restore access" }).click();
  await expect(row).toContainText("Active");
  await his.goto("/passcodes");
  await his.waitForURL(/\/sign-in/);
  await his.getByLabel("E-mail").fill(user.email);
  await his.getByRole("textbox", { name: "Password" }).fill(user.password);
  await his.getByRole("button", { name: "Sign in" }).click();
  await his.waitForURL("/passcodes");
});

test("whose passcode was used lately is deleted by typing his e-mail", async ({
  page,
  own,
  database,
  installation,
}) => {
  const email = `lately@${own.id.toLowerCase()}.test`;
  const user = { name: "Lately Here", email, role: "member", status: "active" } as const;
  await insertUsers({ database, installation }, own, [{ ...user, passcode: { expiresInDays: 90, usedHoursAgo: 5 } }]);
  await openUsers(page);
  const dialog = await openUserDialog(page, email, "Delete");
  await expect(dialog).toContainText("Every call with their passcode is refused from then on.");
  await expect(dialog).toContainText("Their passcode was last used 5 hours ago");
  const button = dialog.getByRole("button", { name: "Delete user" });
  await expect(button).toBeDisabled();
  await dialog.getByLabel("Type the e-mail to confirm").fill("lately");
  await expect(button).toBeDisabled();
  await dialog.getByLabel("Type the e-mail to confirm").fill(email);
  await button.click();
  await expect(page.getByText("Lately Here is deleted")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Nobody else is on this watch yet" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Invite", exact: true })).toBeFocused();
  const { rows } = await database.query(
    `SELECT s.ended_at IS NOT NULL AS ended FROM secret s JOIN passcode p ON p.id = s.passcode_id
     JOIN membership m ON m.id = p.membership_id JOIN app_user u ON u.id = m.user_id WHERE u.email = $1`,
    [email],
  );
  expect(rows).toEqual([{ ended: true }]);
});

test("a lost TOTP is taken away, and its sign-ins with it", async ({ page, own, database, installation }) => {
  const email = `lost@${own.id.toLowerCase()}.test`;
  const user = { name: "Lost Telephone", email, role: "member", status: "active", hasTotp: true } as const;
  await insertUsers({ database, installation }, own, [
    user,
    { ...user, name: "None", email: `x${email}`, hasTotp: false },
  ]);
  await openUsers(page, "?hide=");
  await expect(userRow(page, email)).toContainText("On");
  const dialog = await openUserDialog(page, email, "Reset TOTP");
  await expect(dialog).toContainText("signed out everywhere");
  await dialog.getByRole("button", { name: "Reset TOTP" }).click();
  await expect(userRow(page, email)).toContainText("Off");
  await userRow(page, email)
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await expect(page.getByRole("menuitem", { name: "Reset TOTP…" })).toHaveCount(0);
});

test("the last administrator can be neither demoted, shut out nor deleted", async ({ page, own }) => {
  await openUsers(page);
  const dialog = page.getByRole("dialog");
  const refusal = `${own.email} is the last administrator of the account. Make somebody else one first.`;
  await openUserDialog(page, own.email, "Change role");
  await dialog.getByRole("radio", { name: "Viewer" }).click();
  for (const [item, button] of [
    ["Change role", "Change role"],
    ["Revoke access", "Revoke access"],
    ["Delete", "Delete user"],
  ] as const) {
    if (item !== "Change role") {
      await openUserDialog(page, own.email, item);
      await expect(dialog).toContainText("This is you");
    }
    await dialog.getByRole("button", { name: button }).click();
    await expect(dialog.getByText(refusal)).toBeVisible();
    await page.keyboard.press("Escape");
  }
  await page.getByRole("checkbox", { name: "Select all on this page" }).click();
  await page.getByRole("button", { name: "Delete…", exact: true }).click();
  await expect(dialog).toContainText("You are among them");
  await dialog.getByRole("button", { name: "Delete 1" }).click();
  await expect(dialog.getByText(refusal)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(userRow(page, own.email)).toContainText("Admin");
  await expect(userRow(page, own.email)).toContainText("Active");
});
