import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/many-users";
import { openUsers } from "./fixtures/user-steps";

test("a selection over two pages is granted passcodes, which are revoked, each after a preview", async ({
  page,
  many: _,
}) => {
  await openUsers(page, "?sort=-created_at");
  const dialog = page.getByRole("dialog");
  await select(page);
  await page.getByRole("button", { name: "Grant…" }).click();
  await expect(dialog).toContainText("Grant 2 users a passcode?");
  await expect(lineOf(page, "Ada Abbott")).toContainText("stays as it is");
  await dialog.getByLabel("Days that it is valid").fill("1e2");
  await expect(lineOf(page, "Bruno Abbott")).toContainText("No passcode → ?");
  await expect(dialog.getByRole("button", { name: "Grant 2" })).toBeDisabled();
  await dialog.getByRole("radio", { name: "Infinite" }).click();
  await expect(lineOf(page, "Bruno Abbott")).toContainText("No passcode → infinite");
  await dialog.getByRole("button", { name: "Grant 2" }).click();
  await expect(page.getByText("2 users are granted a passcode")).toBeVisible();
  await expect(page.getByRole("region", { name: "Selected users" })).toHaveCount(0);
  await expect(page.getByRole("row", { name: /Bruno Abbott/ })).toContainText("Infinite");

  await select(page);
  await page.getByRole("button", { name: "Revoke passcode…" }).click();
  await expect(dialog).toContainText("Revoke the passcode of 3 users?");
  await dialog.getByRole("button", { name: "Revoke 3" }).click();
  await expect(page.getByText("3 users are without a passcode")).toBeVisible();
  await expect(page.getByRole("row", { name: /Bruno Abbott/ })).toContainText("Revoked");
});

test("a selection over two pages is shut out, let in again and deleted, each after a preview", async ({
  page,
  many: _,
}) => {
  await openUsers(page, "?sort=-created_at");
  const dialog = page.getByRole("dialog");
  await select(page);
  await page.getByRole("button", { name: "Revoke access…" }).click();
  await dialog.getByRole("button", { name: "Revoke 3" }).click();
  await expect(page.getByText("3 users are without access")).toBeVisible();
  await select(page);
  await page.getByRole("button", { name: "Restore access…" }).click();
  await expect(lineOf(page, "Ada Abbott")).toContainText("Revoked → restored");
  await dialog.getByRole("button", { name: "Restore 3" }).click();
  await expect(page.getByText("3 users are let in again")).toBeVisible();
  await expect(page.getByRole("row", { name: /Bruno Abbott/ })).toContainText("Active");

  await select(page);
  await page.getByRole("button", { name: "Delete…" }).click();
  await expect(lineOf(page, "Ada Abbott")).toContainText("Active → deleted");
  await dialog.getByRole("button", { name: "Delete 3" }).click();
  await expect(page.getByText("3 users are deleted")).toBeVisible();
  await expect(page.getByText(/of 58$/)).toBeVisible();
});

test("it is all or nothing, and the refusal says whose", async ({ page, many: account, database }) => {
  await openUsers(page, "?sort=-created_at");
  await select(page);
  await page.getByRole("button", { name: "Grant…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Grant 2" })).toBeEnabled();
  const email = `bruno.abbott@${account.id.toLowerCase()}.test`;
  await database.query(
    "UPDATE membership m SET status = 'revoked' FROM app_user u WHERE u.id = m.user_id AND u.email = $1",
    [email],
  );
  await dialog.getByRole("button", { name: "Grant 2" }).click();
  await expect(dialog).toContainText(`The access of ${email} is revoked. Restore it first.`);
  await expect(lineOf(page, "Bruno Abbott")).toContainText("stays as it is");
  await dialog.getByRole("button", { name: "Grant 1" }).click();
  await expect(page.getByText("1 user is granted a passcode")).toBeVisible();
});

/** A user's line in the preview. */
const lineOf = (page: Page, name: string) => page.getByRole("dialog").getByRole("listitem").filter({ hasText: name });

/** Two on the first page, one on the second, and back. */
async function select(page: Page): Promise<void> {
  const box = (name: string) => page.getByRole("checkbox", { name: `Select ${name}`, exact: true });
  for (const name of ["Ada Abbott", "Bruno Abbott"]) await box(name).click();
  await page.getByRole("button", { name: "Next page" }).click();
  await box("Bruno Costa").click();
  await expect(page.getByRole("status").filter({ hasText: "3 selected" })).toBeVisible();
  await page.getByRole("button", { name: "Previous page" }).click();
  await expect(box("Ada Abbott")).toBeChecked();
}
