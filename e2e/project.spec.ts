import { makeAccount, newAccount } from "./fixtures/installation";
import { test as base, expect } from "./fixtures/login";

const test = base.extend<{ project: string }>({
  permissions: ["clipboard-read", "clipboard-write"],
  project: async ({ context, installation, login }, use) => {
    const account = newAccount();
    account.id = await makeAccount(installation, account);
    await login(context, account);
    await use(account.id);
  },
});

test("the project's ids are there to copy, and + Passcode opens the form", async ({ page, project, installation }) => {
  await page.goto("/settings");
  await expect(page).toHaveURL("/settings/project");
  const facts: [copies: string, value: RegExp][] = [
    ["account id", new RegExp(`^${project}$`)],
    ["region", /^eu1$/],
    ["API host", new RegExp(`^${new URL(installation.server.url).host}$`)],
    ["integer id", /^\d+$/],
    ["realm", /^acme-/],
  ];
  const main = page.getByRole("main");
  for (const [copies, value] of facts) {
    await main.getByRole("button", { name: `Copy the ${copies}`, exact: true }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(value);
  }
  await expect(main.getByText("0 of 100")).toBeVisible();
  await main.getByRole("link", { name: "+ Passcode" }).click();
  await expect(page.getByRole("dialog", { name: "New passcode" })).toBeVisible();
  await expect(page).toHaveURL("/passcodes");
  await page.reload();
  await expect(page.getByText("No passcode has been given out yet")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("name and region are edited; of two editors the second is told and keeps what he typed", async ({
  page,
  context,
  project: _,
}) => {
  await page.goto("/settings/project");
  const other = await context.newPage();
  await other.goto("/settings/project");
  for (const one of [page, other]) await expect(one.getByRole("button", { name: "Update" })).toBeEnabled();
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByText("Nothing was changed")).toBeVisible();
  await other.getByLabel("Name").fill("Acme of the others");
  await other.getByRole("button", { name: "Update" }).click();
  await expect(other.getByText("The project is updated")).toBeVisible();
  await expect(other.getByRole("region", { name: "Account" })).toContainText("Acme of the others");

  await page.getByLabel("Region", { exact: true }).selectOption("in1");
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("it is now “Acme of the others”");
  await expect(page.getByLabel("Region", { exact: true })).toHaveValue("in1");
  await expect(page.getByLabel("Name")).toHaveValue("Acme of the others");
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByText("The project is updated")).toBeVisible();
  await expect(page.getByText("India", { exact: true })).toBeVisible();

  await page.getByLabel("Name").fill(" ");
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription("Name: must not be empty.");
});
