import type { Page } from "@playwright/test";
import { openPasscodes, rowOf } from "./fixtures/passcode-steps";
import { expect, test } from "./fixtures/sixty-passcodes";

test("a selection over two pages is suspended and resumed, each after a preview", async ({ page, sixty: _ }) => {
  await openPasscodes(page);
  const dialog = page.getByRole("dialog");

  await selectFour(page);
  await page.getByLabel("Search passcodes").fill("Partner 26");
  await expect(page.getByText("1–1 of 1")).toBeVisible();
  await page.getByRole("button", { name: "Suspend…" }).click();
  await expect(dialog).toContainText("Suspend 3 passcodes?");
  await expect(lineOf(page, "Partner 1")).toContainText("stays as it is");
  await expect(lineOf(page, "Partner 5")).toContainText("Expiring soon → suspended");
  await expect(lineOf(page, "Partner 5")).toContainText("used 1 day ago");
  await expect(dialog).toContainText("No place is taken or freed: 50 of 100 in use.");
  await expect(dialog.getByRole("button", { name: "Suspend 3" })).toBeDisabled();
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Suspend 3" }).click();
  await expect(page.getByText("3 passcodes are suspended")).toBeVisible();
  await expect(page.getByRole("region", { name: "Selected passcodes" })).toHaveCount(0);
  await page.getByLabel("Search passcodes").fill("");
  for (const name of ["Partner 4", "Partner 5"]) await expect(rowOf(page, name)).toContainText("Suspended");

  await selectFour(page);
  await page.getByRole("button", { name: "Resume…" }).click();
  await expect(lineOf(page, "Partner 1")).toContainText("stays as it is");
  await dialog.getByRole("button", { name: "Resume 3" }).click();
  await expect(page.getByText("3 passcodes are resumed")).toBeVisible();
  for (const name of ["Partner 4", "Partner 5"]) await expect(rowOf(page, name)).toContainText("Expiring soon");
});

test("a selection over two pages is given an end and deleted, each after a preview", async ({ page, sixty: _ }) => {
  await openPasscodes(page);
  const dialog = page.getByRole("dialog");
  await selectFour(page);
  await page.getByRole("button", { name: "Expiry…" }).click();
  await dialog.getByLabel("Days until they expire").fill("1e2");
  await expect(dialog.getByRole("button", { name: "Change 4" })).toBeDisabled();
  await dialog.getByLabel("Days until they expire").fill("45");
  await expect(dialog).toContainText("1 place is taken: 51 of 100 in use afterwards.");
  await dialog.getByRole("button", { name: "Change 4" }).click();
  await expect(page.getByText("4 passcodes are given a new expiry")).toBeVisible();
  await expect(rowOf(page, "Partner 1")).toContainText("in 45 days");
  await expect(page.getByText("51 of 100 in use")).toBeVisible();

  await selectFour(page);
  await page.getByRole("button", { name: "Delete…" }).click();
  await expect(dialog).toContainText("4 places are freed: 47 of 100 in use afterwards.");
  await expect(lineOf(page, "Partner 1")).toContainText("never used");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Delete 4" }).click();
  await expect(page.getByText("4 passcodes are deleted")).toBeVisible();
  await expect(page.getByText("47 of 100 in use")).toBeVisible();
  await expect(rowOf(page, "Partner 26")).toHaveCount(0);
});

test("what was deleted meanwhile is left out of a change of many, and the rest is done", async ({
  page,
  sixty: account,
  database,
}) => {
  await openPasscodes(page);
  for (const name of ["Partner 4", "Partner 5"]) {
    await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).click();
  }
  await database.query(
    `UPDATE passcode p SET deleted_at = now(), holds_place = false FROM membership m JOIN app_user u ON u.id = m.user_id
     WHERE p.account_id = m.account_id AND u.email = $1 AND p.name = 'Partner 4'`,
    [account.email],
  );
  await page.getByRole("button", { name: "Suspend…" }).click();
  await expect(page.getByText("1 of the selected have been deleted meanwhile and are left out.")).toBeVisible();
  await page.getByRole("dialog").getByRole("checkbox").check();
  await page.getByRole("button", { name: "Suspend 1" }).click();
  await expect(page.getByText("1 passcode is suspended")).toBeVisible();
});

/** A passcode's line in the preview. */
const lineOf = (page: Page, name: string) =>
  page
    .getByRole("dialog")
    .getByRole("listitem")
    .filter({ has: page.getByText(name, { exact: true }) });

/** Three on the first page, one on the second, and back. */
async function selectFour(page: Page): Promise<void> {
  const box = (name: string) => page.getByRole("checkbox", { name: `Select ${name}`, exact: true });
  for (const name of ["Partner 1", "Partner 4", "Partner 5"]) await box(name).click();
  await page.getByRole("button", { name: "Next page" }).click();
  await box("Partner 26").click();
  await expect(page.getByRole("status").filter({ hasText: "4 selected" })).toBeVisible();
  await page.getByRole("button", { name: "Previous page" }).click();
  await expect(box("Partner 4")).toBeChecked();
}
