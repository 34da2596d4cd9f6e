import { expect, test } from "./fixtures/login";
import {
  connect,
  createPasscode,
  finishReveal,
  openFromRow,
  openPasscodes,
  revealedSecret,
  rowOf,
} from "./fixtures/passcode-steps";

test.beforeEach(async ({ page, signedIn: _ }) => {
  await openPasscodes(page);
});

test("while it rolls the old secret works; ended, it is refused and the new one stays", async ({
  page,
  request,
  installation,
}) => {
  const call = async (secret: string) =>
    (await connect(request, installation.server.url, installation.account.id, secret)).status;
  const old = await createPasscode(page, "Roller", "40");
  await finishReveal(page);
  const dialog = await openFromRow(page, "Roller", "Rotate");
  await expect(dialog.getByRole("radio", { name: "24 hours" })).toBeChecked();
  await expect(dialog).toContainText(/The old one ends in (1 day|23 hours)/);
  await dialog.getByRole("radio", { name: "3 days" }).click();
  await expect(dialog).toContainText(/The old one ends in (3|2) days/);
  await dialog.getByRole("button", { name: "Rotate & View" }).click();
  await expect(dialog).toContainText("“Roller” is ready");
  await expect(dialog).toContainText(/The old one works on, and ends in (3|2) days/);
  const fresh = await revealedSecret(page);
  expect(fresh).not.toBe(old);
  await finishReveal(page);
  expect([await call(old), await call(fresh)]).toEqual([200, 200]);
  await expect(rowOf(page, "Roller")).toContainText("Rolling");
  await expect(rowOf(page, "Roller")).toContainText(`ww…${fresh.slice(-4)}`);

  await openFromRow(page, "Roller", "Rotation");
  await dialog.getByRole("radio", { name: "1 hour" }).click();
  await dialog.getByRole("button", { name: "Change" }).click();
  await expect(page.getByText("The old passcode's end is changed")).toBeVisible();
  // Opened before the table is read anew, the dialog says what was.
  await expect(async () => {
    await page.keyboard.press("Escape");
    await openFromRow(page, "Roller", "Rotation");
    await expect(dialog).toContainText(/The old one ends in (59 minutes|1 hour)/, { timeout: 2000 });
  }).toPass();
  await dialog.getByRole("button", { name: "End the old one now" }).click();
  await expect(page.getByText("The old passcode is refused from now on")).toBeVisible();
  expect([await call(old), await call(fresh)]).toEqual([401, 200]);
  await expect(rowOf(page, "Roller")).toContainText("Active");
});

test("without an overlap the old secret is refused at once", async ({ page, request, installation }) => {
  const call = async (secret: string) =>
    (await connect(request, installation.server.url, installation.account.id, secret)).status;
  const old = await createPasscode(page, "At once");
  await finishReveal(page);
  const dialog = await openFromRow(page, "At once", "Rotate");
  await dialog.getByRole("radio", { name: "Not at all" }).click();
  await expect(dialog).toContainText("The old one is refused from the moment you rotate.");
  await dialog.getByRole("button", { name: "Rotate & View" }).click();
  await expect(dialog).toContainText("The old one is refused from now on.");
  const fresh = await revealedSecret(page);
  expect([await call(old), await call(fresh)]).toEqual([401, 200]);
});

test("an old secret never outlives the passcode, and the dialog says so before", async ({ page }) => {
  await createPasscode(page, "Ends soon", "2");
  await finishReveal(page);
  const dialog = await openFromRow(page, "Ends soon", "Rotate");
  await dialog.getByRole("radio", { name: "30 days" }).click();
  await expect(dialog).toContainText(/ends in (2 days|1 day) .*: it never outlives the passcode itself\./);
});

test("a maximum lifetime shortens the end, and the dialog says so before", async ({ page, database, installation }) => {
  await createPasscode(page, "Long-lived", "400");
  await finishReveal(page);
  const setPolicy = (policy: object) =>
    database.query("UPDATE account SET policy = $2 WHERE public_id = $1", [installation.account.id, policy]);
  await setPolicy({ max_lifetime_days: 100 });
  await openPasscodes(page);
  const dialog = await openFromRow(page, "Long-lived", "Rotate");
  await expect(dialog).toContainText(/allows at most 100 days: the passcode's own end moves to in (100|99) days/);
  await dialog.getByRole("button", { name: "Rotate & View" }).click();
  await expect(dialog).toContainText("“Long-lived” is ready");
  await finishReveal(page);
  await expect(rowOf(page, "Long-lived")).toContainText(/in (100|99) days/);
  await setPolicy({});
});

test("suspended it is refused, resumed it is taken again", async ({ page, request, installation }) => {
  const call = async (secret: string) =>
    (await connect(request, installation.server.url, installation.account.id, secret)).status;
  const secret = await createPasscode(page, "Rests");
  await finishReveal(page);
  expect(await call(secret)).toBe(200);
  const dialog = await openFromRow(page, "Rests", "Suspend");
  await dialog.getByRole("button", { name: "Suspend passcode" }).click();
  await expect(page.getByText("“Rests” is suspended")).toBeVisible();
  expect(await call(secret)).toBe(401);
  await expect(rowOf(page, "Rests")).toContainText("Suspended");
  await openFromRow(page, "Rests", "Resume");
  await dialog.getByRole("button", { name: "Resume passcode" }).click();
  await expect(page.getByText("“Rests” is resumed")).toBeVisible();
  expect(await call(secret)).toBe(200);
  await expect(rowOf(page, "Rests")).toContainText("Active");
});

test("after a rotation's Done the new secret is nowhere", async ({ page }) => {
  await createPasscode(page, "Forgotten");
  await finishReveal(page);
  const dialog = await openFromRow(page, "Forgotten", "Rotate");
  await dialog.getByRole("button", { name: "Rotate & View" }).click();
  await expect(dialog).toContainText("“Forgotten” is ready");
  const secret = await revealedSecret(page);
  await finishReveal(page);
  expect(await page.content()).not.toContain(secret.slice(5, 25));
  await rowOf(page, "Forgotten").getByRole("link").click();
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
  expect(await page.content()).not.toContain(secret.slice(5, 25));
  await page.goBack();
  await expect(rowOf(page, "Forgotten")).toBeVisible();
  expect(await page.content()).not.toContain(secret.slice(5, 25));
});
