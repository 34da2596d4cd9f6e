import { downloadCsv } from "./fixtures/download";
import { makeAccount, newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { confirmDelete, createPasscode, finishReveal, openFromRow, openPasscodes } from "./fixtures/passcode-steps";

test("what was done stands in the log, is narrowed in the address, and comes as CSV", async ({
  page,
  context,
  installation,
  login,
}) => {
  const account = newAccount();
  await makeAccount(installation, account);
  await login(context, account);
  await openPasscodes(page);
  for (const name of ["Logged", "Gone"]) {
    await createPasscode(page, name);
    await finishReveal(page);
  }
  const dialog = await openFromRow(page, "Logged", "Suspend");
  await dialog.getByRole("button", { name: "Suspend passcode" }).click();
  await expect(dialog).toHaveCount(0);
  await openFromRow(page, "Gone", "Delete");
  await confirmDelete(page, "Gone");

  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Audit log" }).click();
  const rows = page.locator("tbody tr");
  await expect(rows.first()).toContainText("Passcode deleted");
  await expect(rows.first()).toContainText(new RegExp(account.name.replace("Acme", "Admin"), "i"));
  await expect(rows.first()).toContainText("Done");
  await expect(rows.first().getByRole("link")).toHaveCount(0);
  await expect(rows.first().locator("time")).toHaveText(/^\d+ \w{3} \d{4}, \d\d:\d\d:\d\d CES?T$/);
  await expect(rows.first().locator("time")).toHaveAttribute("title", /\d\d:\d\d:\d\d UTC$/);
  await rows.nth(1).getByText("details").click();
  await expect(rows.nth(1)).toContainText("Suspended no → yes");
  await expect(rows.nth(1)).toContainText(/request [0-9a-f-]{36}/);

  await page.getByLabel("Action", { exact: true }).selectOption("Passcode created");
  await expect(page).toHaveURL("/audit?action=passcode.create");
  await expect(page.getByText("1–2 of 2")).toBeVisible();
  await page.getByLabel("Action", { exact: true }).selectOption("Passcodes: all");
  await expect(page.getByText("1–4 of 4")).toBeVisible();
  await page.getByLabel("Search by actor").fill("nobody of that name");
  await expect(page.getByText("No event fits.")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page).toHaveURL("/audit");
  const today = new Date().toISOString().slice(0, 10);
  await page.getByLabel("To", { exact: true }).fill("2020-01-31");
  await expect(page.getByText("No event fits.")).toBeVisible();
  await expect(page).toHaveURL("/audit?to=2020-01-31T23%3A00%3A00.000Z");
  await page.reload();
  await expect(page.getByLabel("To", { exact: true })).toHaveValue("2020-01-31");
  await page.getByLabel("To", { exact: true }).fill("");
  await page.getByLabel("From", { exact: true }).fill("2020-01-31");
  await expect(rows.first()).toContainText("Passcode deleted");
  await page.goBack();
  await expect(page.getByLabel("From", { exact: true })).toHaveValue("");

  await page.goto("/audit?action=passcode.");
  const csv = await downloadCsv(page);
  expect(csv.split("\r\n").filter(Boolean)).toHaveLength(5);
  expect(csv).toContain('"passcode.delete","passcode","Gone"');
  expect(csv).toContain(`"${today.slice(0, 4)}`);

  await page.getByRole("link", { name: "Logged" }).first().click();
  await expect(page.getByRole("heading", { name: "Logged" })).toBeVisible();
});

test("an odd address shows the log as if it were not there", async ({ page, signedIn: _ }) => {
  const odd = "action=%27%3B--&from=yesterday&to=9999-99-99T00:00:00Z&page=-3&size=7&q=%00&sort=digest";
  const response = await page.goto(`/audit?${odd}`);
  expect(response?.status()).toBe(200);
  await expect(page.getByRole("region", { name: "Audit log" })).toBeVisible();
  await page.goto("/audit?target=x%00y&from=1000-01-01T00:00:00Z");
  await expect(page.getByText("No event fits.")).toBeVisible();
});
