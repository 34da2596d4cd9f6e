import { checkThemes } from "./fixtures/axe";
import { makeUser } from "./fixtures/make-user";
import { expect, test } from "./fixtures/own-account";
import { choose, tokenOf } from "./fixtures/token-steps";

test.setTimeout(120_000);

for (const width of [1440, 360]) {
  test(`axe finds nothing on tokens and keys, ${width} px wide in both themes`, async ({ page, own, installation }) => {
    await page.setViewportSize({ width, height: 800 });
    const user = await makeUser(installation, own, "member");
    await tokenOf(page, user);
    await page.goto("/tokens");
    await checkThemes(page, "tokens");
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: /Session token/ }).click();
    await page.getByRole("menuitem", { name: "End all of this user…" }).click();
    await expect(dialog).toBeVisible();
    await checkThemes(page, "end all of a user");
    await page.keyboard.press("Escape");
    await page.goto("/tokens?kind=private_token");
    await checkThemes(page, "no token");
    await page.goto("/tokens/service-keys");
    await checkThemes(page, "no service key");
    await page.getByRole("button", { name: "Service key" }).click();
    await dialog.getByRole("button", { name: "Create & View" }).click();
    await checkThemes(page, "service key, with mistakes");
    await dialog.getByLabel("Name").fill("CI");
    await dialog.getByRole("checkbox", { name: "verify" }).check();
    await dialog.getByRole("button", { name: "Create & View" }).click();
    await expect(dialog.getByText(/^wwsk_/)).toBeVisible();
    await checkThemes(page, "service key, shown");
    await dialog.getByRole("checkbox", { name: "I have saved it" }).check();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("button", { name: "Actions for CI" })).toBeVisible();
    await checkThemes(page, "service keys");
    await page.goto("/tokens/api-keys");
    await checkThemes(page, "no API key");
    await page.goto("/tokens/private");
    await checkThemes(page, "no private token");
    await page.getByRole("button", { name: "Private token", exact: true }).click();
    await dialog.getByLabel("Name").fill("Export");
    await dialog.getByLabel("Last day").fill("2030-12-31");
    await dialog.getByRole("button", { name: "Create & View" }).click();
    await expect(dialog.getByText(/^wwpt_/)).toBeVisible();
    await checkThemes(page, "private token, shown");
    await dialog.getByRole("checkbox", { name: "I have saved it" }).check();
    await dialog.getByRole("button", { name: "Done" }).click();
    await choose(page, "Rotate…");
    await checkThemes(page, "rotate a private token");
  });
}
