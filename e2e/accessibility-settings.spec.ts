import { checkEverywhere } from "./fixtures/axe";
import { grantPasscode } from "./fixtures/grant-passcode";
import { insertPasscodes } from "./fixtures/insert-passcodes";
import { makeAccount, newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { tourOwnPages, tourPolicies, tourSecurity } from "./fixtures/settings-tour";

test.describe.configure({ timeout: 180_000 });

test("axe finds nothing in one's own settings", async ({ page, context, installation, database, login }) => {
  const user = await makeUser(installation, installation.account, "viewer");
  await login(context, user);
  await page.goto("/settings/my-passcode");
  await checkEverywhere(page, "my passcode, none granted");
  await grantPasscode({ database, installation }, user);
  await tourOwnPages(page, { database, installation }, user, checkEverywhere);
  await page.goto("/settings/policies");
  await checkEverywhere(page, "policies, read");
});

test("axe finds nothing in security and at the sign-in by code", async ({
  page,
  browser,
  context,
  installation,
  login,
}) => {
  const user = await makeUser(installation, installation.account, "manager");
  await login(context, user);
  await tourSecurity(page, browser, user, checkEverywhere);
});

test("axe finds nothing in the policies, with who is held by them, and in the switcher", async ({
  page,
  context,
  installation,
  database,
  login,
}) => {
  const [account, other] = [newAccount(), newAccount()];
  for (const one of [account, other]) one.id = await makeAccount(installation, one);
  await makeUser(installation, account, "viewer", other);
  await insertPasscodes({ database, installation }, account, [{ name: "Used last week", usedHoursAgo: 200 }]);
  await login(context, account);
  await tourPolicies(page, checkEverywhere);
  await page.getByLabel("Maximum lifetime, in days").fill("");
  await page.getByRole("button", { name: "Update policies" }).click();
  await expect(page).toHaveURL(/\/settings\/security/);
  await page.reload();
  await checkEverywhere(page, "held");
  await database.query("UPDATE account SET policy = '{}' WHERE public_id = $1", [account.id]);
  await page.setViewportSize({ width: 1440, height: 800 });
  await login(context, other);
  await page.goto("/settings/profile");
  await page.getByRole("button", { name: "Switch account" }).click();
  await checkEverywhere(page, "switcher");
});
