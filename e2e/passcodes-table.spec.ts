import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { type Account, type Installation, makeAccount, newAccount } from "./fixtures/installation";
import { expect, readKey, test } from "./fixtures/login";
import { openPasscodes } from "./fixtures/passcode-steps";

test("sixty passcodes: search, sort, pages and the arrow keys", async ({
  page,
  context,
  installation,
  database,
  login,
}) => {
  const account = newAccount();
  await makeAccount(installation.environment, account);
  await insertPasscodes(database, account, pepperId(installation), 60);
  await login(context, account);
  await openPasscodes(page);
  await expect(page.getByText("1–25 of 60")).toBeVisible();
  await page.getByRole("button", { name: "Next page" }).click();
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText("51–60 of 60")).toBeVisible();
  await expect(page.getByRole("button", { name: "Next page" })).toBeDisabled();

  await page.getByRole("button", { name: "Name" }).click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("button", { name: "Previous page" }).click();
  await page.getByRole("button", { name: "Previous page" }).click();
  const rows = page.locator("tbody tr");
  await expect(rows.nth(0)).toContainText("Partner 1");
  await expect(rows.nth(9)).toContainText("Partner 10");
  await page.getByRole("button", { name: "Expires" }).click();
  await expect(rows.nth(0)).toContainText("Expired");

  await page.keyboard.press("/");
  await page.keyboard.type("partner 3");
  await expect(page.getByText("1–11 of 11")).toBeVisible();
  await rows.nth(0).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press("End");
  await expect(rows.nth(10)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(rows.nth(9)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(rows.nth(9).getByRole("button")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(rows.nth(9)).toBeFocused();

  await page.keyboard.press("/");
  await page.keyboard.type("zzz");
  await expect(page.getByText("Nothing here has “partner 3zzz” in it.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("1–25 of 60")).toBeVisible();
});

test("the table is there before any script runs, times in UTC", async ({ browser, installation, database, login }) => {
  const account = newAccount();
  await makeAccount(installation.environment, account);
  await insertPasscodes(database, account, pepperId(installation), 3);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: installation.server.url });
  await login(context, account);
  const html = await (await context.request.get("/passcodes")).text();
  expect(html).toContain("Partner 3");
  expect(html).toMatch(/\d{2}:\d{2} UTC/);
  await context.close();
});

const pepperId = (installation: Installation) => readKey(installation, "PEPPER_KEYS").split(":")[0] ?? "";

/** Passcodes of every expiry, past the limits of what a form takes. */
async function insertPasscodes(database: Client, { email }: Account, pepper: string, count: number): Promise<void> {
  for (let index = 1; index <= count; index++) {
    const name = `Partner ${index}`;
    const { rows } = await database.query(
      `INSERT INTO passcode (account_id, name, name_key, expires_at, holds_place, created_at, created_by)
       SELECT m.account_id, $2, lower($2), now() + $3 * interval '1 day', false, now() - $4 * interval '1 hour', 'Ada'
       FROM membership m JOIN app_user u ON u.id = m.user_id WHERE u.email = $1 RETURNING id`,
      [email, name, (index % 20) - 3, index],
    );
    await database.query(
      "INSERT INTO secret (passcode_id, digest, pepper_id, hint, created_at) VALUES ($1, $2, $4, $3, now())",
      [rows[0].id, randomBytes(32), `ww…${String(index).padStart(4, "0")}`, pepper],
    );
  }
}
