import type { Locator, Page } from "@playwright/test";
import { newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import {
  confirmDelete,
  connect,
  createPasscode,
  expectPasscodes,
  revealedSecret,
  setUp,
} from "./fixtures/passcode-steps";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const success = { status: 200, body: { status: "success" } };
const refusal = { status: 401, body: { status: "fail", error: "Invalid Credentials", code: 401 } };

test("from the set-up link to the first passcode, which works until it is deleted", async ({
  page,
  fresh,
  request,
}) => {
  const { url, setupLink } = fresh.server;
  await setUp(page, setupLink ?? "", newAccount());
  await expect(page.getByText("No passcode has been given out yet")).toBeVisible();
  await expect(page.getByText("0 of 100 in use")).toBeVisible();

  const secret = await createPasscode(page, "Globex", "12");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Done" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  await expect(dialog.getByText(secret, { exact: true })).toBeVisible();
  const accountId = (await page.getByText(/^\w{3}-\w{3}-\w{4}$/).textContent()) ?? "";
  await expect(dialog.getByText(`X-CleverTap-Account-Id: ${accountId}`)).toBeVisible();
  await dialog.getByRole("button", { name: "Copy the passcode" }).click();
  await expect(dialog.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await dialog.getByRole("button", { name: "Done" }).click();

  const row = page.getByRole("row").filter({ hasText: "Globex" });
  await expect(row).toContainText("in 12 days");
  await expect(row).toContainText("Expiring soon");
  await expect(row).toContainText(`ww…${secret.slice(-4)}`);
  await expect(page.getByText("1 of 100 in use")).toBeVisible();
  expect(await connect(request, url, accountId, secret)).toEqual(success);

  await row.getByRole("button", { name: "Actions for Globex" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await confirmDelete(page, "Globex");
  expect(await connect(request, url, accountId, secret)).toEqual(refusal);
  await expect(page.getByText("0 of 100 in use")).toBeVisible();
});

test("the same with the keyboard alone", async ({ page, fresh, request }) => {
  const { url, setupLink } = fresh.server;
  const account = newAccount();
  await page.goto(setupLink ?? "");
  for (const [label, text] of Object.entries({
    "Account name": account.name,
    "Your name": "Ada Lovelace",
    "E-mail": account.email,
    Password: account.password,
  })) {
    await tabTo(page, page.getByRole("textbox", { name: label, exact: true }));
    await page.keyboard.type(text);
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: "Passcodes", exact: true }));
  await page.keyboard.press("Enter");
  await expectPasscodes(page);

  await page.keyboard.press("c");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("Initech");
  await tabTo(page, page.getByRole("radio", { name: "Set day(s)" }));
  // Held until the focus has moved: Radix checks a choice that is reached while an arrow is down.
  await page.keyboard.down("ArrowDown");
  await expect(page.getByRole("radio", { name: "Forever" })).toBeFocused();
  await page.keyboard.up("ArrowDown");
  await expect(page.getByRole("radio", { name: "Forever" })).toBeChecked();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Create & View" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Copy the passcode" })).toBeFocused();
  const secret = await revealedSecret(page);
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Passcode", exact: true })).toBeFocused();
  const accountId = (await page.getByText(/^\w{3}-\w{3}-\w{4}$/).textContent()) ?? "";
  expect(await connect(request, url, accountId, secret)).toEqual(success);

  const row = page.getByRole("row").filter({ hasText: "Initech" });
  await expect(row).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search passcodes" })).toBeFocused();
  await page.keyboard.type("inite");
  await tabTo(page, row);
  await page.keyboard.press("Enter");
  await expect(row.getByRole("link", { name: "Initech" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  // A key that comes before the menu has the focus finds its first item.
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Delete…" })).toBeFocused();
  await page.keyboard.press("Enter");
  const deletion = page.getByRole("dialog", { name: "Delete “Initech”?" });
  const asked = deletion.getByLabel("Type its name to confirm");
  const button = deletion.getByRole("button", { name: "Delete passcode" });
  await expect.poll(async () => (await asked.isVisible()) || (await button.isEnabled())).toBe(true);
  if (await asked.isVisible()) {
    await tabTo(page, asked);
    await page.keyboard.type("Initech");
  }
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  await expect(page.getByText("“Initech” is deleted")).toBeVisible();
  expect(await connect(request, url, accountId, secret)).toEqual(refusal);
});

/** Presses Tab until it is reached; what Tab does not reach, the keyboard does not reach. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 30; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}
