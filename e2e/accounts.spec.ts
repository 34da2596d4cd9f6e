import { checkEverywhere } from "./fixtures/axe";
import { makeAccount, newAccount, startInstallation } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { signIn } from "./fixtures/settings-steps";

test("a member of two accounts goes from one to the other, and the session before is over", async ({
  page,
  installation,
  database,
}) => {
  const [one, two] = [newAccount(), newAccount()];
  for (const account of [one, two]) account.id = await makeAccount(installation, account);
  const user = await makeUser(installation, one, "viewer");
  await makeUser(installation, two, "manager", user);
  await page.goto("/sign-in");
  await signIn(page, user);
  const plate = page.getByRole("region", { name: "Account" });
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const first = (await plate.textContent())?.includes(one.id) ? one : two;
  const second = first === one ? two : one;
  const before = await page.context().cookies();
  await plate.getByRole("button", { name: "Switch account" }).click();
  await expect(page.getByRole("menuitemradio", { name: first.name })).toBeChecked();
  await expect(page.getByRole("menuitem", { name: "New account…" })).toHaveCount(0);
  await page.getByRole("menuitemradio", { name: second.name }).click();
  await expect(plate).toContainText(second.id);
  await expect(plate).not.toContainText(first.id);
  await expect(page.getByRole("button", { name: "Your menu" })).toContainText(second === one ? "viewer" : "manager");
  const after = await page.context().cookies();
  expect(after.map(({ value }) => value)).not.toEqual(before.map(({ value }) => value));

  await page.context().addCookies(before);
  await page.goto("/passcodes");
  await expect(page).toHaveURL("/sign-in?next=%2Fpasscodes");
  const { rows } = await database.query(
    `SELECT count(*)::int AS n FROM audit_event e JOIN account a ON a.id = e.chain_id
     WHERE e.action = 'session.switch' AND a.public_id = ANY($1)`,
    [[one.id, two.id]],
  );
  expect(rows[0].n).toBe(2);
});

test("a member of one account has no menu there", async ({ page, installation, signedIn: _ }) => {
  await page.goto("/settings/profile");
  await expect(page.getByRole("region", { name: "Account" })).toContainText(installation.account.name);
  await expect(page.getByRole("button", { name: "Switch account" })).toHaveCount(0);
});

test("where administrators make accounts, a new one opens with its maker as administrator", async ({ page }) => {
  const account = newAccount();
  const installation = await startInstallation([account], { ACCOUNT_CREATION: "admins" });
  const user = await makeUser(installation, account, "manager");
  try {
    await page.goto(`${installation.server.url}/sign-in`);
    await signIn(page, account);
    const item = page.getByRole("menuitem", { name: "New account…" });
    // A press before the page is alive opens nothing, and one presses again.
    await expect(async () => {
      if (!(await item.isVisible())) await page.getByRole("button", { name: "Switch account" }).click();
      await expect(item).toBeVisible({ timeout: 1000 });
    }).toPass();
    await item.click();
    const dialog = page.getByRole("dialog", { name: "New account" });
    await checkEverywhere(page, "new account");
    await dialog.getByRole("button", { name: "Create account" }).click();
    await expect(dialog.getByLabel("Account name")).toHaveAccessibleDescription(/must not be empty/);
    await dialog.getByLabel("Account name").fill("The second house");
    await dialog.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("region", { name: "Account" })).toContainText("The second house");
    await expect(page.getByText("No passcode has been given out yet")).toBeVisible();
    await expect(page.getByRole("button", { name: "Your menu" })).toContainText("admin");
    await page.context().clearCookies();
    await page.goto(`${installation.server.url}/sign-in`);
    await signIn(page, user);
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Switch account" })).toHaveCount(0);
  } finally {
    // What the page still loads would find nobody.
    await page.goto("about:blank");
    await installation.end();
  }
});
