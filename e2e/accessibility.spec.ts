import { checkThemes } from "./fixtures/axe";
import { expect, test } from "./fixtures/login";
import { createPasscode, openPasscodes } from "./fixtures/passcode-steps";

test.use({ expectedComplaints: [/status of 404/] });
test.setTimeout(120_000);

for (const width of [1440, 360]) {
  test(`axe finds nothing, ${width} px wide in both themes, and nothing is wider than the screen`, async ({
    page,
    fresh,
    login,
    context,
    installation,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const check = (what: string) => checkThemes(page, what);
    await page.goto("/sign-in");
    await check("sign-in");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("Password: text is needed.")).toBeVisible();
    await check("sign-in with mistakes");
    await page.goto("/setup");
    await expect(page.getByRole("heading", { name: "This set-up link does not open" })).toBeVisible();
    await check("closed set-up");
    await page.goto("/forgot-password");
    await expect(page.getByText("This installation sends no mail.")).toBeVisible();
    await check("forgotten password without a mail server");
    await page.goto("/confirm-email");
    await expect(page.getByRole("heading", { name: "This link does not open" })).toBeVisible();
    await check("closed link");
    await page.goto("/nowhere");
    await check("not found");
    await page.goto(fresh.server.setupLink ?? "");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("Account name: must not be empty.")).toBeVisible();
    await check("set-up with mistakes");

    await login(context, installation.account);
    await openPasscodes(page);
    await check("passcodes, first");
    const name = `Axe ${width}`;
    await page.getByRole("button", { name: "Passcode", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Create & View" }).click();
    await expect(page.getByText("Name: must not be empty.")).toBeVisible();
    await check("create with mistakes");
    await page.keyboard.press("Escape");
    await createPasscode(page, name, "12");
    await check("reveal");
    await page.getByRole("checkbox", { name: "I have saved it" }).check();
    await check("reveal, saved");
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("row").filter({ hasText: name })).toBeVisible();
    await check("passcodes");
    await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
    await check("row menu");
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(page.getByRole("button", { name: "Delete passcode" })).toBeEnabled();
    await check("delete");
    await page.getByRole("button", { name: "Delete passcode" }).click();
    // A message that is pointed at stays.
    await page.getByText(`“${name}” is deleted`).hover();
    await check("deleted, with its message");
    if (width === 360) {
      await page.getByRole("button", { name: "Open the menu" }).click();
      await check("menu");
    }
    await page.getByRole("button", { name: "Your menu" }).click();
    await check("user menu");
  });
}
