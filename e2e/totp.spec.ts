import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { ageSignIns, enrolTotp, enrolTotpAndSave, prove, signIn } from "./fixtures/settings-steps";

async function signOut(page: Page) {
  await page.getByRole("button", { name: "Your menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
}

async function giveCode(page: Page, code: string) {
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const notRight = "This code is not right, or it was used already.";

test("TOTP is enrolled, asked for at sign-in, and each code lets in once", async ({
  page,
  context,
  installation,
  database,
  login,
}) => {
  const user = await makeUser(installation, installation.account, "manager");
  await login(context, user);
  await ageSignIns(database, user);
  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Enrol TOTP" }).click();
  await prove(page, user.password);
  await expect(page.getByRole("img", { name: "QR code of the secret" })).toBeVisible();
  await page.getByRole("dialog").getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Switch TOTP on" }).click();
  await expect(page.getByRole("dialog").getByText(notRight)).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();

  const { secret, code, recoveryCodes, saving } = await enrolTotp(page);
  await page.keyboard.press("Escape");
  await expect(saving.getByRole("button", { name: "Done" })).toBeDisabled();
  const download = page.waitForEvent("download");
  await saving.getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("watchword-recovery-codes.txt");
  await expect(saving.getByRole("checkbox", { name: "I have saved them" })).toBeChecked();
  await saving.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("10 recovery codes are left.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Remove TOTP…" })).toBeVisible();
  for (const text of [secret, ...recoveryCodes]) expect(await page.content()).not.toContain(text);

  await signOut(page);
  await signIn(page, user);
  await giveCode(page, code(1));
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  await signOut(page);
  await signIn(page, user);
  await giveCode(page, code(1));
  await expect(page.getByText(notRight)).toBeVisible();
  await page.getByRole("button", { name: "a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(recoveryCodes[0] ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  await signOut(page);
  await signIn(page, user);
  await giveCode(page, recoveryCodes[0] ?? "");
  await expect(page.getByText(notRight)).toBeVisible();
  await giveCode(page, recoveryCodes[1] ?? "");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await page.goto("/settings/security");
  await expect(page.getByText("8 recovery codes are left.")).toBeVisible();
});

test("after five wrong codes one begins again, with the e-mail still there", async ({
  page,
  context,
  installation,
  login,
}) => {
  const user = await makeUser(installation, installation.account, "member");
  await login(context, user);
  await page.goto("/settings/security");
  const { code } = await enrolTotpAndSave(page);
  await signOut(page);
  await signIn(page, user);
  for (let guess = 1; guess <= 5; guess++) {
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await giveCode(page, `00000${guess}`);
    await answered;
    await expect(page.getByText(notRight)).toBeVisible();
  }
  await giveCode(page, code(1));
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    "This sign-in is over. Begin again with your password.",
  );
  await expect(page.getByLabel("E-mail")).toHaveValue(user.email);
  await expect(page.getByRole("textbox", { name: "Password" })).toHaveValue("");
  expect(await page.context().cookies()).toEqual([]);
  await signIn(page, user);
  await giveCode(page, code(1));
  await expect(page).toHaveURL("/settings/my-passcode");
});

test("TOTP is removed by a code of it, never by a wrong one, and ends the other sign-ins", async ({
  page,
  browser,
  context,
  installation,
  login,
}) => {
  const user = await makeUser(installation, installation.account, "viewer");
  await login(context, user);
  await page.goto("/settings/security");
  const { recoveryCodes, saving } = await enrolTotp(page);
  await saving.getByRole("button", { name: "Copy the recovery codes" }).click();
  await saving.getByRole("button", { name: "Done" }).click();
  const elsewhere = await browser.newContext({ baseURL: installation.server.url });
  await login(elsewhere, user);
  const other = await elsewhere.newPage();
  await other.goto("/settings/profile");
  await expect(other.getByRole("heading", { name: "Profile" })).toBeVisible();

  await page.getByRole("button", { name: "Remove TOTP…" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove TOTP?" });
  await dialog.getByLabel("Code", { exact: true }).fill("000000");
  await dialog.getByRole("button", { name: "Remove TOTP" }).click();
  await expect(dialog.getByText(notRight)).toBeVisible();
  await dialog.getByLabel("Code", { exact: true }).fill(recoveryCodes[3] ?? "");
  await dialog.getByRole("button", { name: "Remove TOTP" }).click();
  await expect(page.getByText("TOTP is removed")).toBeVisible();
  await expect(page.getByRole("button", { name: "Enrol TOTP" })).toBeVisible();
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await elsewhere.close();
});
