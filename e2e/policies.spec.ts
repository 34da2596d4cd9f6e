import { grantPasscode } from "./fixtures/grant-passcode";
import { insertPasscodes } from "./fixtures/insert-passcodes";
import { type Account, makeAccount, newAccount } from "./fixtures/installation";
import { test as base, expect } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { connect, createPasscode, finishReveal, openPasscodes } from "./fixtures/passcode-steps";

const test = base.extend<{ own: Account }>({
  own: async ({ context, installation, login }, use) => {
    const account = newAccount();
    account.id = await makeAccount(installation, account);
    await login(context, account);
    await use(account);
  },
});

test("user passcodes only: names what will be refused, then refuses it by the contract's words", async ({
  page,
  own,
  installation,
  database,
}) => {
  const { url } = installation.server;
  await insertPasscodes({ database, installation }, own, [
    { name: "Used last week", usedHoursAgo: 24 * 7 },
    { name: "Used long ago", usedHoursAgo: 24 * 31 },
    { name: "Used and expired", usedHoursAgo: 30, expiresInDays: -1 },
    { name: "Never used" },
  ]);
  const user = await makeUser(installation, own, "member");
  const userSecret = await grantPasscode({ database, installation }, user);
  await openPasscodes(page);
  const secret = await createPasscode(page, "Calls today");
  await finishReveal(page);
  expect((await connect(page.request, url, own.id, secret)).status).toBe(200);
  await database.query("UPDATE passcode SET last_used_at = now() WHERE name = 'Calls today'");

  await page.goto("/settings/policies");
  const names = page.getByRole("list", { name: "Used in the last 30 days" }).getByRole("listitem");
  await expect(names).toHaveCount(0);
  await page.getByRole("checkbox", { name: "User passcodes only" }).check();
  await expect(names).toHaveText(["Calls today", "Used last week"]);
  expect((await connect(page.request, url, own.id, secret)).status).toBe(200);
  await page.getByRole("button", { name: "Update policies" }).click();
  await expect(page.getByText("The policies are updated")).toBeVisible();
  expect(await connect(page.request, url, own.id, secret)).toEqual({
    status: 401,
    body: { status: "fail", error: "User Passcode Required", code: 401 },
  });
  expect((await connect(page.request, url, own.id, userSecret)).status).toBe(200);
});

test("of two editors the second is told, keeps what he typed, and loses nothing of the first's", async ({
  page,
  context,
  own,
  database,
}) => {
  await page.goto("/settings/policies");
  const other = await context.newPage();
  await other.goto("/settings/policies");
  for (const one of [page, other]) await expect(one.getByRole("button", { name: "Update policies" })).toBeEnabled();
  await page.getByRole("button", { name: "Update policies" }).click();
  await expect(page.getByText("Nothing was changed")).toBeVisible();
  await other.getByLabel("Maximum lifetime, in days").fill("90");
  await other.getByRole("checkbox", { name: "Basic" }).uncheck();
  await other.getByRole("button", { name: "Update policies" }).click();
  await expect(other.getByText("The policies are updated")).toBeVisible();

  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await page.getByLabel("Reminder days").fill("14, 1, -1");
  await page.getByRole("button", { name: "Update policies" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Somebody else has changed the policies");
  await expect(page.getByLabel("Maximum lifetime, in days")).toHaveValue("90");
  await expect(page.getByRole("checkbox", { name: "Basic" })).not.toBeChecked();
  await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Tokyo");
  await expect(page.getByLabel("Reminder days")).toHaveValue("14, 1, -1");
  await page.getByRole("button", { name: "Update policies" }).click();
  await expect(page.getByText("The policies are updated")).toBeVisible();
  const { rows } = await database.query("SELECT policy, time_zone FROM account WHERE public_id = $1", [own.id]);
  expect(rows[0]).toMatchObject({ time_zone: "Asia/Tokyo" });
  expect(rows[0].policy).toMatchObject({
    max_lifetime_days: 90,
    reminder_days: [14, 1, -1],
    dialects: { basic: false },
  });
});

test("bad values are refused at their fields, and nothing is changed", async ({ page, own, database }) => {
  await page.goto("/settings/policies");
  const bad: [label: string, typed: string, words: RegExp][] = [
    ["Maximum lifetime, in days", "1e2", /digits only/],
    ["Maximum lifetime, in days", "0", /at least 1 day/],
    ["Password age, in days", "1.5", /digits only/],
    ["JWT", "59", /at least 60 seconds/],
    ["Access token", "2592001", /at most 30 days/],
    ["Session, without a renewal", "86401", /cannot be longer than the longest session/],
    ["Reminder days", "7, 7", /each day once/],
    ["Reminder days", "tomorrow", /whole days/],
    ["Reminder days", "7, 1.5", /whole days.*“1\.5”/],
    ["Reminder days", "−31", /−30 \(after the end\) at the least/],
    ["Reminder days", "366", /365 at the most/],
    ["Further addresses", "ops@acme.test, nobody", /this is not an address.*“nobody”/],
    ["Further addresses", "ops@acme.test, OPS@acme.test", /each address once/],
    ["Further addresses", Array.from("abcdefghijk", (name) => `${name}@acme.test`).join(), /at most 10/],
  ];
  for (const [label, typed, words] of bad) {
    const field = page.getByRole("textbox", { name: label, exact: true });
    const before = await field.inputValue();
    await field.fill(typed);
    await page.getByRole("button", { name: "Update policies" }).click();
    await expect(field, `${label}: ${typed}`).toHaveAccessibleDescription(words);
    await expect(field).toHaveValue(typed);
    await field.fill(before);
  }
  const { rows } = await database.query("SELECT version FROM account WHERE public_id = $1", [own.id]);
  expect(rows).toEqual([{ version: 1 }]);
});

test("an administrator says who is reminded; the others read it", async ({
  page,
  context,
  installation,
  own,
  login,
  database,
}) => {
  await page.goto("/settings/policies");
  const hint = "Reminders go out at 9 in the morning here; what ends within a day, at once.";
  await expect(page.getByLabel("Time zone")).toHaveAccessibleDescription(hint);
  await page.getByRole("checkbox", { name: "Administrators" }).uncheck();
  await page.getByRole("checkbox", { name: "The holder" }).uncheck();
  await expect(page.getByText("Nobody is reminded: passcodes end without a word.")).toBeVisible();
  await page.getByRole("checkbox", { name: "Managers" }).check();
  await page.getByLabel("Further addresses").fill("Ops@acme.test\nteam@acme.test");
  await page.getByRole("button", { name: "Update policies" }).click();
  await expect(page.getByText("The policies are updated")).toBeVisible();
  await expect(page.getByLabel("Further addresses")).toHaveValue("ops@acme.test\nteam@acme.test");
  const { rows } = await database.query("SELECT policy FROM account WHERE public_id = $1", [own.id]);
  const also = ["ops@acme.test", "team@acme.test"];
  expect(rows[0].policy).toMatchObject({
    reminder_recipients: { administrators: false, managers: true, holder: false, also },
  });
  await login(context, await makeUser(installation, own, "manager"));
  await page.goto("/settings/policies");
  await expect(
    page.getByRole("definition").filter({ hasText: "Managers, ops@acme.test, team@acme.test" }),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Send a test mail" })).toHaveCount(0);
});

test("a test mail that does not go out says why, and leaves the form as it is", async ({ page, own: _ }) => {
  await page.goto("/settings/policies");
  // What is typed before the page is awake is lost.
  await expect(page.getByRole("button", { name: "Update policies" })).toBeEnabled();
  await page.getByLabel("Reminder days").fill("5");
  await page.getByRole("button", { name: "Send a test mail" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    "This installation has no mail server (SMTP_URL).",
  );
  await expect(page.getByLabel("Reminder days")).toHaveValue("5");
});

test("the other roles read the policies", async ({ page, context, installation, own, login }) => {
  await login(context, await makeUser(installation, own, "member"));
  await page.goto("/settings/policies");
  await expect(page.getByText("Administrators change them.")).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "UTC" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Update policies" })).toHaveCount(0);
});
