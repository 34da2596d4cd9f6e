import type { Page } from "@playwright/test";
import { makeAccount, newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { enrolTotpAndSave } from "./fixtures/settings-steps";

const pages = [
  "/",
  "/overview",
  "/passcodes",
  "/users",
  "/users/roles",
  "/audit",
  "/settings",
  "/settings/my-passcode",
  "/settings/policies",
];

async function expectHeld(page: Page, words: string, secret: string) {
  for (const path of pages) {
    await page.goto(path);
    await expect(page, path).toHaveURL(/^[^?]+\/settings\/security\?next=/);
    await expect(page.getByRole("main").getByRole("alert")).toContainText(words);
    await expect(page.getByRole("navigation")).toHaveCount(0);
    const variant = await page.request.get(path, { headers: { rsc: "1" } });
    expect(await variant.text(), path).not.toContain(secret);
  }
  for (const path of ["/passcodes.csv", "/users.csv", "/audit.csv"])
    expect((await page.request.get(path)).status(), path).toBe(403);
}

test("where TOTP is required, who has none goes nowhere before he has enrolled it", async ({
  page,
  browser,
  context,
  installation,
  login,
}) => {
  const account = newAccount();
  account.id = await makeAccount(installation, account);
  const user = await makeUser(installation, account, "viewer");
  await login(context, account);
  await page.goto("/settings/policies");
  await page.getByRole("checkbox", { name: "TOTP required" }).check();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    "2 active users have no TOTP and can do nothing else until it is enrolled. You are among them: your next page is your own enrolment.",
  );
  await page.getByRole("button", { name: "Update policies" }).click();
  await expect(page).toHaveURL(/\/settings\/security/);

  const theirs = await browser.newContext({ baseURL: installation.server.url });
  await login(theirs, user);
  const held = await theirs.newPage();
  await expectHeld(held, "This account requires TOTP. Enrol it first.", "of 100 in use");
  await held.goto("/audit");
  await expect(held.getByRole("textbox", { name: "New password" })).toHaveCount(0);
  await enrolTotpAndSave(held);
  await expect(held.getByRole("heading", { name: "Audit log" })).toBeVisible();
  await expect(held.getByRole("navigation", { name: "Console" }).getByRole("link")).toHaveText([
    "Overview",
    "Passcodes",
    "Users",
    "Tokens & keys",
    "Notifications",
    "Audit log",
    "Settings",
  ]);
  await theirs.close();
});

test("who has an old password changes it before anything else", async ({
  page,
  context,
  installation,
  database,
  login,
}) => {
  const account = newAccount();
  account.id = await makeAccount(installation, account);
  const user = await makeUser(installation, account, "manager");
  await database.query(`UPDATE account SET policy = '{"password_max_age_days": 30}' WHERE public_id = $1`, [
    account.id,
  ]);
  await database.query("UPDATE app_user SET password_changed_at = now() - interval '31 days' WHERE email = $1", [
    user.email,
  ]);
  await login(context, user);
  await expectHeld(page, "Your password is older than this account allows", "of 100 in use");
  await page.goto("/passcodes");
  await expect(page.getByRole("button", { name: "Enrol TOTP" })).toHaveCount(0);
  await page.getByRole("textbox", { name: "Your password" }).fill(user.password);
  await page.getByRole("textbox", { name: "New password" }).fill("four lanterns under old bridges");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page).toHaveURL("/passcodes");
  await expect(page.getByRole("heading", { name: "Passcodes" })).toBeVisible();
});
