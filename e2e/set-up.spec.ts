import { newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { setUp } from "./fixtures/passcode-steps";

test("the set-up link leaves the address bar, opens once, and not again", async ({ page, fresh, browser }) => {
  const link = fresh.server.setupLink ?? "";
  await page.goto(link);
  await expect(page.getByLabel("Account name")).toBeVisible();
  expect(page.url()).toBe(`${fresh.server.url}/setup`);
  expect(await page.evaluate(() => JSON.stringify(history.state))).not.toContain("wwsu_");
  await page.goto("about:blank");
  await setUp(page, link, newAccount());

  const other = await browser.newPage();
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "This set-up link does not open" })).toBeVisible();
  await expect(other.getByText("Restart Watchword: it prints a new link")).toBeVisible();
  await other.close();
});

test("of two who use the link at once, one gets in and the other is told why not", async ({ fresh, browser }) => {
  const link = fresh.server.setupLink ?? "";
  const pages = await Promise.all(
    [browser.newContext(), browser.newContext()].map(async (made) => (await made).newPage()),
  );
  for (const page of pages) {
    await page.goto(link);
    const account = newAccount();
    await page.getByLabel("Account name").fill(account.name);
    await page.getByLabel("Your name").fill("Ada Lovelace");
    await page.getByLabel("E-mail").fill(account.email);
    await page.getByRole("textbox", { name: "Password" }).fill(account.password);
  }
  await Promise.all(pages.map((page) => page.getByRole("button", { name: "Create account" }).click()));
  const outcomes = pages.map((page) =>
    page.getByRole("main").getByRole("alert").or(page.getByText("No passcode has been given out yet")).first(),
  );
  for (const outcome of outcomes) await expect(outcome).toBeVisible();
  const texts = await Promise.all(outcomes.map((outcome) => outcome.textContent()));
  expect(texts.filter((text) => text?.includes("No passcode"))).toHaveLength(1);
  expect(texts.filter((text) => text?.includes("This set-up link has been used"))).toHaveLength(1);
  for (const page of pages) await page.context().close();
});

test("without a link there is no form", async ({ page }) => {
  await page.goto("/setup");
  await expect(page.getByRole("heading", { name: "This set-up link does not open" })).toBeVisible();
  await page.goto("/setup#wwsu_forged");
  await expect(page.getByRole("heading", { name: "This set-up link does not open" })).toBeVisible();
});

test("a password is long enough at 15 characters, counted as they are typed", async ({ page, fresh }) => {
  await page.goto(fresh.server.setupLink ?? "");
  const password = page.getByRole("textbox", { name: "Password" });
  await password.fill("fourteen chars");
  await expect(page.getByText("14 of at least 15 characters")).toBeVisible();
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(password).toHaveAccessibleDescription(/Password: at least 15 characters/);
  await page.getByRole("button", { name: "Show the password" }).click();
  await expect(password).toHaveAttribute("type", "text");
  await password.fill("password1234567890");
  await expect(page.getByText("18 characters: long enough")).toBeVisible();
  const account = newAccount();
  await page.getByLabel("Account name").fill(account.name);
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("E-mail").fill(account.email);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(password).toHaveAccessibleDescription(/too easy to guess/);
  await expect(page.getByLabel("E-mail")).toHaveValue(account.email);
});
