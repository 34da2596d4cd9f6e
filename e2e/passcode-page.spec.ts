import { insertPasscodes } from "./fixtures/insert-passcodes";
import { makeAccount, newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { connect, createPasscode, finishReveal, openPasscodes, rowOf } from "./fixtures/passcode-steps";

test.use({ expectedComplaints: [/status of 404/] });

test("the page tells of the calls just made, and deleting asks for the name of one that was used", async ({
  page,
  request,
  installation,
  signedIn: _,
}) => {
  const { server, account } = installation;
  await openPasscodes(page);
  const secret = await createPasscode(page, "Caller");
  await finishReveal(page);
  for (const _call of [1, 2, 3]) await connect(request, server.url, account.id, secret);
  await rowOf(page, "Caller").getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Caller" })).toBeVisible();
  const reloaded = async (text: string) => {
    await page.reload();
    return page.getByRole("figure", { name: text }).count();
  };
  const chart = "Calls in 30 days: 3 accepted, 0 refused";
  await expect.poll(() => reloaded(chart), { timeout: 20_000, intervals: [1000] }).toBe(1);
  await expect(page.getByRole("region", { name: "Callers" }).getByRole("row").nth(1)).toContainText("just now");
  await page.getByRole("application", { name: "Calls by day" }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText(/: 0 accepted, 0 refused$/)).toBeVisible();
  await page.getByText("As a table").click();
  await expect(page.getByRole("row").filter({ hasText: "UTC" })).toBeVisible();

  await page.getByRole("button", { name: "Suspend…" }).click();
  await page.getByRole("button", { name: "Suspend passcode" }).click();
  await expect(page.getByText("It is suspended: every call with it is refused until it is resumed.")).toBeVisible();
  await connect(request, server.url, account.id, secret);
  const refused = "Calls in 30 days: 3 accepted, 1 refused";
  await expect.poll(() => reloaded(refused), { timeout: 20_000, intervals: [1000] }).toBe(1);
  await expect(page.getByText("Refused in the last 30 days: 1 while it was suspended.")).toBeVisible();

  await page.getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Last used");
  const button = dialog.getByRole("button", { name: "Delete passcode" });
  const name = dialog.getByLabel("Type its name to confirm: Caller");
  await expect(name).toBeVisible();
  await expect(button).toBeDisabled();
  await name.fill("caller");
  await expect(button).toBeDisabled();
  await name.fill("Caller");
  await button.click();
  await expect(page).toHaveURL("/passcodes");
  await expect(page.getByText("“Caller” is deleted")).toBeVisible();
  await expect(rowOf(page, "Caller")).toHaveCount(0);
});

test("one that was not used lately is deleted without its name", async ({ page, signedIn: _ }) => {
  await openPasscodes(page);
  await createPasscode(page, "Unused");
  await finishReveal(page);
  await rowOf(page, "Unused").getByRole("link").click();
  await page.getByRole("button", { name: "Delete…" }).click();
  await expect(page.getByText("It was never used.")).toBeVisible();
  await page.getByRole("button", { name: "Delete passcode" }).click();
  await expect(page).toHaveURL("/passcodes");
});

test("an expired one is advised to be deleted, and neither rotates nor rests", async ({
  page,
  database,
  installation,
  signedIn: _,
}) => {
  const given = [{ name: "Over and done", expiresInDays: -4 }];
  const [id] = await insertPasscodes({ database, installation }, installation.account, given);
  await openPasscodes(page);
  await expect(rowOf(page, "Over and done")).toContainText("best deleted");
  await page.goto(`/passcodes/${id}`);
  await expect(page.getByText("It ended 4 days ago")).toBeVisible();
  await expect(page.getByText("Best deleted, if nobody needs it again")).toBeVisible();
  await expect(page.getByRole("button", { name: "Rotate…" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Suspend…" })).toHaveCount(0);
});

test("an address of nothing, or of another account's passcode, is not found", async ({
  page,
  database,
  installation,
  signedIn: _,
}) => {
  const foreign = newAccount();
  await makeAccount(installation, foreign);
  const [foreignId] = await insertPasscodes({ database, installation }, foreign, [{ name: "Theirs" }]);
  for (const id of [foreignId, "00000000-0000-7000-8000-000000000000", "nowhere", "..%2f", "a%00b"]) {
    const response = await page.goto(`/passcodes/${id}`);
    expect(response?.status(), id).toBe(404);
    await expect(page.getByRole("heading", { name: "There is no such passcode" })).toBeVisible();
    expect(await page.content()).not.toContain("Theirs");
  }
});
