import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";

/** Opens a page whose scripts are on their way until the returned function is called. */
async function openLifeless(page: Page, path: string) {
  let wake = () => {};
  const awake = new Promise<void>((resolve) => {
    wake = resolve;
  });
  await page.route("**/*.js", (route) => awake.then(() => route.continue()));
  await page.goto(path, { waitUntil: "commit" });
  return wake;
}

test("each filter set before the page is alive narrows the table once it is", async ({ page, signedIn: _ }) => {
  const wake = await openLifeless(page, "/audit?to=2020-01-31T23%3A00%3A00.000Z");
  await expect(page.getByLabel("To", { exact: true })).toHaveValue("2020-01-31");
  await page.getByLabel("To", { exact: true }).fill("");
  await page.getByLabel("From", { exact: true }).fill("2020-01-31");
  await page.getByLabel("Action", { exact: true }).selectOption("Passcode created");
  await page.getByLabel("Search by actor").fill("Ada");
  wake();
  await expect(page).toHaveURL("/audit?q=Ada&action=passcode.create&from=2020-01-30T23%3A00%3A00.000Z");
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("passcode.create");
});

test("what is typed into a form before the page is alive is sent with it", async ({
  page,
  context,
  installation,
  login,
}) => {
  await login(context, await makeUser(installation, installation.account, "member"));
  const wake = await openLifeless(page, "/settings/profile");
  await page.getByRole("textbox", { name: "Name" }).fill("Grace Hopper");
  wake();
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByText("Your profile is updated")).toBeVisible();
  await expect(page.getByRole("button", { name: "Your menu" })).toContainText("Grace Hopper");
});

test("no button takes a press before the page is alive, for it would be lost", async ({ page, signedIn: _ }) => {
  const wake = await openLifeless(page, "/");
  for (const path of ["/passcodes", "/users", "/audit", "/notifications", "/settings/policies"]) {
    await page.goto(path, { waitUntil: "domcontentloaded" });
    await expect(page.locator("main button").first(), path).toBeVisible();
    await expect(page.locator("button:enabled"), path).toHaveCount(0);
  }
  wake();
  await expect(page.getByRole("button", { name: "Update policies" })).toBeEnabled();
});
