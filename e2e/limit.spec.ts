import { insertPasscodes } from "./fixtures/insert-passcodes";
import { makeAccount, newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { openFromRow, openPasscodes } from "./fixtures/passcode-steps";

test("at a hundred there is a refusal that names those used the longest ago; expired ones do not count", async ({
  page,
  context,
  database,
  installation,
  login,
}) => {
  const account = newAccount();
  await makeAccount(installation, account);
  const live = Array.from({ length: 100 }, (_, index) => ({ name: `Live ${index}`, usedHoursAgo: index + 1 }));
  await insertPasscodes({ database, installation }, account, [
    ...live.map((one, index) => (index === 7 ? { name: "Never called" } : one)),
    { name: "Over", expiresInDays: -1, usedHoursAgo: 9000 },
  ]);
  await login(context, account);
  await openPasscodes(page);
  await expect(page.getByText("100 of 100 in use")).toBeVisible();
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "No place is left" });
  await expect(dialog).toContainText("This account has 100 passcodes, the most there can be.");
  await expect(dialog.getByRole("listitem")).toHaveCount(5);
  await expect(dialog.getByRole("listitem").nth(0)).toContainText("Never called");
  await expect(dialog.getByRole("listitem").nth(1)).toContainText("Live 99");
  await expect(dialog).not.toContainText("Over");
  await page.keyboard.press("Escape");

  await page.getByLabel("Search passcodes").fill("Over");
  const edit = await openFromRow(page, "Over", "Edit");
  await edit.getByRole("radio", { name: "Forever" }).click();
  await edit.getByRole("button", { name: "Update" }).click();
  await expect(edit.getByRole("alert")).toContainText("the most there can be");

  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await dialog.getByRole("link", { name: "Never called" }).click();
  await expect(page.getByRole("heading", { name: "Never called" })).toBeVisible();
});
