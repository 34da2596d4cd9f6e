import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/login";
import { createPasscode, openPasscodes } from "./fixtures/passcode-steps";

test.use({
  expectedComplaints: [/status of 404/],
  // As browsers are: what Back shows may be the page as it was left. Playwright's own default is without.
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] }),
});

test("after Done the secret is nowhere: not in the page, its history, its storage or any later answer", async ({
  page,
  signedIn: _,
}) => {
  await openPasscodes(page);
  const secret = await createPasscode(page, "Nowhere to be found");
  const later: Promise<string>[] = [];
  page.on("response", (response) => later.push(response.text().catch(() => "")));
  await page.getByRole("checkbox", { name: "I have saved it" }).check();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Nowhere to be found" })).toBeVisible();

  const look = () => expectNowhere(page, secret, "Nowhere to be found");
  await look();
  await page.goto("/sign-in");
  await page.goBack();
  await expect(page.getByRole("row").filter({ hasText: "Nowhere to be found" })).toBeVisible();
  await look();
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: "Nowhere to be found" })).toBeVisible();
  await look();
  await page.getByRole("button", { name: "Passcode", exact: true }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("");
  await look();
  const source = await page.request.get("/passcodes");
  expect(source.headers()["cache-control"]).toContain("no-store");
  expect(await source.text()).not.toContain(secret);
  expect((await Promise.all(later)).join("\n")).not.toContain(secret);
});

test("Back in the midst of a reveal, and Forward again, shows no secret", async ({ page, signedIn: _ }) => {
  await page.goto("/nowhere-else", { waitUntil: "commit" });
  await openPasscodes(page);
  const secret = await createPasscode(page, "Left too early");
  await page.goBack();
  await page.goForward();
  await expect(page.getByRole("row").filter({ hasText: "Left too early" })).toBeVisible();
  await expectNowhere(page, secret, "Left too early");
});

/** Neither the page nor what the browser keeps for it has the secret, or a piece of it. */
async function expectNowhere(page: Page, secret: string, name: string): Promise<void> {
  const seen = await page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll("input")].map(({ value }) => value),
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      location.href,
      performance.getEntries().map(({ name }) => name),
    ]),
  );
  expect(seen).toContain(name);
  expect(seen).not.toContain(secret);
  expect(seen).not.toContain(secret.slice(5, 25));
}
