import type { Page } from "@playwright/test";
import { isAction, repeat } from "./fixtures/hand-made";
import { expect, test } from "./fixtures/login";
import { openPasscodes } from "./fixtures/passcode-steps";

test.beforeEach(async ({ page, signedIn: _ }) => {
  await openPasscodes(page);
});

const names: [what: string, name: string, message: string][] = [
  ["empty", "", "Name: must not be empty."],
  ["blank", " \u00a0 ", "Name: must not be empty."],
  ["101 characters", "x".repeat(101), "Name: at most 100 characters."],
  ["bidi", "Acme\u202egpj", "Name: control and text-direction characters are not allowed."],
];

test("a name that cannot be is refused at its field, and what was typed stays", async ({ page }) => {
  const dialog = await openForm(page);
  for (const [, name, message] of names) {
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Create & View" }).click();
    await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(new RegExp(`^${message}`));
    await expect(dialog.getByLabel("Name")).toHaveValue(name);
  }
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Passcode", exact: true })).toBeFocused();
});

test("days are digits: nothing else is taken for a number", async ({ page }) => {
  const dialog = await openForm(page);
  await dialog.getByLabel("Name").fill("Days");
  for (const days of ["", "0", "-1", "1.5", "1e2", "3651", "99999999999999999999", "ten", "0x10"]) {
    await dialog.getByLabel("Days until it expires").fill(days);
    await dialog.getByRole("button", { name: "Create & View" }).click();
    await expect(dialog.getByLabel("Days until it expires")).toHaveAccessibleDescription(/^Days: .*1 to 3650/);
    await expect(dialog.getByLabel("Days until it expires")).toHaveValue(days);
  }
});

test("a name that is taken, in another case, is refused by the server at the field", async ({ page }) => {
  const dialog = await create(page, "Straße & Co");
  await dialog.getByRole("checkbox", { name: "I have saved it" }).check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await create(page, "STRASSE & CO");
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(
    /There is already a passcode named “Straße & Co”/,
  );
  await expect(dialog.getByLabel("Name")).toHaveValue("STRASSE & CO");
  await expect(dialog.getByLabel("Name")).toBeFocused();
});

test("the server refuses what the form would not send, and nothing is made", async ({
  page,
  database,
  installation,
}) => {
  const count = async () => (await database.query("SELECT count(*)::int AS n FROM passcode")).rows[0].n;
  const sent = page.waitForRequest(isAction);
  const dialog = await create(page, "Pattern");
  await dialog.getByRole("checkbox", { name: "I have saved it" }).check();
  const pattern = await sent;
  const before = await count();
  const inputs: unknown[] = [
    ...names.map(([, name]) => ({ name, expires_in_days: 90 })),
    { name: "NUL\u0000", expires_in_days: 90 },
    ...[0, -1, 1.5, 3651, 1e300, "90", "1e2", undefined].map((days) => ({ name: "Days", expires_in_days: days })),
    { name: "Unknown field", expires_in_days: 90, role: "admin" },
    ...[null, [], "text", 7, { name: ["a"], expires_in_days: 1 }],
  ];
  for (const input of inputs) {
    const answer = await repeat(page, pattern, [input], installation.server.url);
    expect(answer, JSON.stringify(input)).toContain('"ok":false,"code":"invalid_request"');
  }
  expect(await repeat(page, pattern, [{ name: "Foreign", expires_in_days: 1 }], "https://evil.example")).not.toContain(
    "wwap_",
  );
  expect(await count()).toBe(before);
});

async function openForm(page: Page) {
  await page.getByRole("button", { name: "Passcode", exact: true }).click();
  return page.getByRole("dialog");
}

async function create(page: Page, name: string) {
  const dialog = await openForm(page);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create & View" }).click();
  return dialog;
}
