import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { insertPasscodes, somePartners } from "./fixtures/insert-passcodes";
import { type Account, makeAccount, newAccount } from "./fixtures/installation";
import { test as base, expect } from "./fixtures/login";
import { openPasscodes, rowOf } from "./fixtures/passcode-steps";

/** Sixty passcodes of an account of their own. */
const test = base.extend<{ sixty: Account }>({
  sixty: async ({ context, installation, database, login }, use) => {
    const account = newAccount();
    await makeAccount(installation.environment, account);
    await insertPasscodes({ database, installation }, account, somePartners(60));
    await login(context, account);
    await use(account);
  },
});

test("search, order, pages and the arrow keys", async ({ page, sixty: _ }) => {
  await openPasscodes(page);
  await expect(page.getByText("1–25 of 60")).toBeVisible();
  await page.getByRole("button", { name: "Next page" }).click();
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText("51–60 of 60")).toBeVisible();
  await expect(page.getByRole("button", { name: "Next page" })).toBeDisabled();

  const rows = page.locator("tbody tr");
  await page.getByRole("button", { name: "Name" }).click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await expect(rows.nth(0)).toContainText("Partner 1");
  await expect(rows.nth(1)).toContainText("Partner 10");
  await page.getByRole("button", { name: "Expires" }).click();
  await expect(rows.nth(0)).toContainText("Expired");
  await page.getByRole("button", { name: "Last used" }).click();
  await expect(rows.nth(0)).toContainText("9 hours ago");

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
  await page.keyboard.press("Space");
  await expect(rows.nth(9).getByRole("checkbox")).toBeChecked();
  await page.keyboard.press("ArrowRight");
  await expect(rows.nth(9).getByRole("link")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(rows.nth(9).getByRole("button")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(rows.nth(9)).toBeFocused();

  await page.keyboard.press("/");
  await page.keyboard.press("End");
  await page.keyboard.type("zzz");
  await expect(page.getByText("No passcode here has “partner 3zzz” in it.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("1–25 of 60")).toBeVisible();
});

test("the address holds the view: a reload, Back and a link show the same", async ({ page, sixty: _ }) => {
  await openPasscodes(page);
  await page.getByLabel("Status", { exact: true }).selectOption("Expired");
  await expect(page).toHaveURL("/passcodes?status=expired");
  await expect(page.getByText("1–10 of 10")).toBeVisible();
  await page.getByLabel("Status", { exact: true }).selectOption("Any status");
  await page.getByLabel("Rows on a page").selectOption("10");
  await page.getByRole("button", { name: "Name" }).click();
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText("11–20 of 60")).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Hint" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Contact" }).click();
  await page.keyboard.press("Escape");
  const look = async () => {
    await expect(page.getByText("11–20 of 60")).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
    await expect(page.getByRole("columnheader", { name: "Contact" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Hint" })).toHaveCount(0);
    expect(new URL(page.url()).search).toBe("?sort=name&page=2&size=10&hide=hint");
  };
  await look();
  await page.reload();
  await look();
  await page.locator("tbody tr").nth(0).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
  await page.goBack();
  await look();
  await page.goBack();
  await expect(page.getByText("1–10 of 60")).toBeVisible();
  await page.goto("/passcodes?page=99&size=25&sort=digest&status=deleted&hide=name");
  await expect(page.getByText("51–60 of 60")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Created", exact: true })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
});

test("a selection over two pages is suspended, resumed, given an end and deleted, each after a preview", async ({
  page,
  sixty: _,
}) => {
  await openPasscodes(page);
  const tick = (name: string) => page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).click();
  const select = async () => {
    for (const name of ["Partner 1", "Partner 4", "Partner 5"]) await tick(name);
    await page.getByRole("button", { name: "Next page" }).click();
    await tick("Partner 26");
    await expect(page.getByRole("status").filter({ hasText: "4 selected" })).toBeVisible();
    await page.getByRole("button", { name: "Previous page" }).click();
    await expect(page.getByRole("checkbox", { name: "Select Partner 4", exact: true })).toBeChecked();
  };
  const dialog = page.getByRole("dialog");
  const line = (name: string) => dialog.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });

  await select();
  await page.getByLabel("Search passcodes").fill("Partner 26");
  await expect(page.getByText("1–1 of 1")).toBeVisible();
  await page.getByRole("button", { name: "Suspend…" }).click();
  await expect(dialog).toContainText("Suspend 4 passcodes?");
  await expect(line("Partner 5")).toContainText("Expiring soon → suspended");
  await expect(line("Partner 5")).toContainText("used 1 day ago");
  await expect(dialog).toContainText("No place is taken or freed: 50 of 100 in use.");
  await expect(dialog.getByRole("button", { name: "Suspend 4" })).toBeDisabled();
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Suspend 4" }).click();
  await expect(page.getByText("4 passcodes are suspended")).toBeVisible();
  await expect(page.getByRole("region", { name: "Selected passcodes" })).toHaveCount(0);
  await page.getByLabel("Search passcodes").fill("");
  await expect(rowOf(page, "Partner 4")).toContainText("Suspended");

  await select();
  await page.getByRole("button", { name: "Resume…" }).click();
  await expect(line("Partner 1")).toContainText("stays as it is");
  await dialog.getByRole("button", { name: "Resume 3" }).click();
  await expect(page.getByText("3 passcodes are resumed")).toBeVisible();
  await expect(rowOf(page, "Partner 4")).toContainText("Expiring soon");

  await select();
  await page.getByRole("button", { name: "Expiry…" }).click();
  await dialog.getByLabel("Days until they expire").fill("1e2");
  await expect(dialog.getByRole("button", { name: "Change 4" })).toBeDisabled();
  await dialog.getByLabel("Days until they expire").fill("45");
  await expect(dialog).toContainText("1 place is taken: 51 of 100 in use afterwards.");
  await dialog.getByRole("button", { name: "Change 4" }).click();
  await expect(page.getByText("4 passcodes are given a new expiry")).toBeVisible();
  await expect(rowOf(page, "Partner 1")).toContainText("in 45 days");
  await expect(page.getByText("51 of 100 in use")).toBeVisible();

  await select();
  await page.getByRole("button", { name: "Delete…" }).click();
  await expect(dialog).toContainText("4 places are freed: 47 of 100 in use afterwards.");
  await expect(line("Partner 1")).toContainText("never used");
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

test("the CSV has what is shown, all pages of it, and nothing that a spreadsheet would run", async ({
  page,
  sixty: account,
  database,
  installation,
}) => {
  const names = ['=cmd|"/c calc"!A1', "+1", "@x", 'Quote "q", comma', "Ünïcode ☂"];
  await insertPasscodes(
    { database, installation },
    account,
    names.map((name) => ({ name })),
  );
  await openPasscodes(page);
  await page.getByRole("button", { name: "Columns" }).click();
  for (const name of ["Created by", "Created", "Last used"]) {
    await page.getByRole("menuitemcheckbox", { name, exact: true }).click();
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Name" }).click();
  await expect(page).toHaveURL(/sort=name/);
  const csv = await download(page);
  const [head, ...lines] = csv.split("\r\n").filter(Boolean);
  expect(csv.startsWith("\uFEFF")).toBe(true);
  expect(head).toBe('\uFEFF"Name","Hint","Status","Expires"');
  expect(lines).toHaveLength(65);
  expect(lines).toContainEqual(expect.stringContaining(`"'=cmd|""/c calc""!A1",`));
  expect(lines).toContainEqual(expect.stringMatching(/^"'\+1",/));
  expect(lines).toContainEqual(expect.stringMatching(/^"'@x",/));
  expect(lines).toContainEqual(expect.stringMatching(/^"Quote ""q"", comma",/));
  expect(lines).toContainEqual(expect.stringMatching(/^"Ünïcode ☂","ww…0005","Active",""$/));
  expect(lines).toContainEqual(expect.stringMatching(/^"Partner 1","ww…0001","Expired","\d{4}-\d\d-\d\dT[\d:.]+Z"$/));

  await page.getByLabel("Status", { exact: true }).selectOption("Rolling");
  await expect(page).toHaveURL(/status=rolling/);
  expect((await download(page)).match(/"Rolling"/g)?.length).toBe((await download(page)).split("\r\n").length - 2);
});

test("the CSV is for who may read: nobody signed out, and no member", async ({ playwright, installation }) => {
  const visitor = await playwright.request.newContext({ baseURL: installation.server.url });
  for (const path of ["/passcodes.csv", "/audit.csv"]) {
    const response = await visitor.get(path);
    expect(response.status(), path).toBe(401);
    expect(await response.text(), path).toBe("Sign in first.\n");
  }
  await visitor.dispose();
});

test("the table is there before any script runs, times in UTC", async ({ browser, installation, sixty, login }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: installation.server.url });
  await login(context, sixty);
  const html = await (await context.request.get("/passcodes?q=partner+3&sort=name")).text();
  expect(html).toContain("Partner 3");
  expect(html).not.toContain("Partner 4");
  expect(html).toMatch(/\d{2}:\d{2} UTC/);
  await context.close();
});

async function download(page: Page): Promise<string> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  return readFileSync(await (await started).path(), "utf8");
}
