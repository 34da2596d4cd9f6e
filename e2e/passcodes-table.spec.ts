import { openPasscodes } from "./fixtures/passcode-steps";
import { expect, test } from "./fixtures/sixty-passcodes";

test("search, order, pages and the arrow keys", async ({ page, sixty: _ }) => {
  await openPasscodes(page);
  await expect(page.getByText("1–25 of 60")).toBeVisible();
  await page.getByRole("button", { name: "Next page" }).click();
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText("51–60 of 60")).toBeVisible();
  await expect(page.getByRole("button", { name: "Next page" })).toBeDisabled();
  const rows = page.locator("tbody tr");
  await expect(rows).toHaveCount(10);
  await expect(rows.nth(0)).toContainText("Partner 51");

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
  await expect(page.getByText("1–10 of 60")).toBeVisible();
  await page.getByRole("button", { name: "Name" }).click();
  // A step that the next one overtakes is none in the history.
  await expect(page).toHaveURL("/passcodes?sort=name&size=10");
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText("11–20 of 60")).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Hint" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Contact" }).click();
  await page.keyboard.press("Escape");
  const look = async () => {
    await expect(page.getByText("11–20 of 60")).toBeVisible();
    await expect(page.locator("tbody tr").nth(0)).toContainText("Partner 19");
    await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
    await expect(page.getByRole("columnheader", { name: "Contact" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Hint" })).toHaveCount(0);
    await expect(page).toHaveURL("/passcodes?sort=name&page=2&size=10&hide=hint");
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

test("the table is there before any script runs, times in UTC", async ({ browser, installation, sixty, login }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: installation.server.url });
  await login(context, sixty);
  const html = await (await context.request.get("/passcodes?q=partner+3&sort=name")).text();
  expect(html).toContain("Partner 3");
  expect(html).not.toContain("Partner 4");
  expect(html).toMatch(/\d{2}:\d{2} UTC/);
  await context.close();
});

test("a menu's button is off until it can open", async ({ browser, installation, sixty, login }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: installation.server.url });
  await login(context, sixty);
  const page = await context.newPage();
  await page.goto("/passcodes");
  await expect(page.getByRole("button", { name: "Your menu" }), "a click on it is lost").toBeDisabled();
  await context.close();
});
