import { newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { ageSignIns, prove } from "./fixtures/settings-steps";

test("one changes one's own name at once, and the e-mail after proving who one is", async ({
  page,
  context,
  installation,
  database,
  login,
}) => {
  const user = await makeUser(installation, installation.account, "member");
  await login(context, user);
  await ageSignIns(database, user);
  await page.goto("/settings/profile");
  await expect(page.getByRole("button", { name: "Update" }), "the page has come to life").toBeEnabled();
  await page.getByRole("textbox", { name: "Name" }).fill("Grace Hopper");
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByText("Your profile is updated")).toBeVisible();
  await expect(page.getByRole("button", { name: "Your menu" })).toContainText("Grace Hopper");

  await page.getByLabel("E-mail").fill(installation.account.email);
  await page.getByRole("button", { name: "Update" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Prove again who you are");
  await expect(page.getByLabel("E-mail")).toHaveValue(installation.account.email);
  await page.getByRole("button", { name: "Update" }).click();
  await prove(page, user.password);
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/This e-mail is taken by another person\./);

  const { email } = newAccount();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByText("Sign in with the new e-mail.")).toBeVisible();
  const { rows } = await database.query("SELECT name FROM app_user WHERE email = $1", [email]);
  expect(rows).toEqual([{ name: "Grace Hopper" }]);
});
