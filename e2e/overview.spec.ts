import type { Page } from "@playwright/test";
import { checkEverywhere } from "./fixtures/axe";
import { insertDeliveries, plainMail } from "./fixtures/insert-deliveries";
import { insertPasscodes, somePartners } from "./fixtures/insert-passcodes";
import { insertRefusals } from "./fixtures/insert-refusals";
import { insertUsers, somePeople } from "./fixtures/insert-users";
import { makeUser } from "./fixtures/make-user";
import { expect, test } from "./fixtures/own-account";

const attention = (page: Page) => page.getByRole("region", { name: "What needs attention" });
const group = (page: Page, name: string) => attention(page).getByRole("region", { name, exact: true });
const failedMail = (recipient: string) => ({
  ...{ recipient, told: [{ kind: "expiry" as const, name: "Acme" }], state: "failed" as const, minutesAgo: 5 },
  ...{ error: "550 5.1.1 User unknown", mail: plainMail("Passcode “Acme” expires") },
});

test("home is the overview, and what needs attention leads to where it is mended", async ({
  page,
  own,
  installation,
  database,
}) => {
  const [soon, dead] = await insertPasscodes({ database, installation }, own, [
    { name: "Soon to end", expiresInDays: 3, usedHoursAgo: 2 },
    { name: "Dead and called", expiresInDays: -1 },
    { name: "Far off", expiresInDays: 200 },
  ]);
  await insertRefusals(database, dead ?? "", 12);
  const email = `bo.ward@${own.name.replaceAll(/\W/g, "").toLowerCase()}.test`;
  await insertUsers({ database, installation }, own, [
    { name: "Bo Ward", email, role: "member", status: "active", passcode: { expiresInDays: 5 } },
  ]);
  await insertDeliveries(database, own, [failedMail("partner@partner.test")]);

  await page.goto("/");
  await expect(page).toHaveURL("/overview");
  await expect(page.getByRole("navigation", { name: "Console" }).getByRole("link").first()).toHaveText("Overview");
  await expect(page.getByText("2 of 100 account passcodes in use")).toBeVisible();
  await expect(attention(page)).not.toContainText("Far off");
  await expect(attention(page)).not.toContainText("All is well");
  const called = group(page, "Expired, still called").getByRole("listitem");
  await expect(called).toContainText("refused 12 times in 7 days");
  const expiring = group(page, "Expiring soon").getByRole("listitem");
  await expect(expiring).toHaveText([/Soon to end.*used 2 hours ago.*in 3 days/, /Bo Ward.*never used.*in 5 days/]);

  await called.getByRole("link", { name: "Dead and called" }).click();
  await expect(page).toHaveURL(`/passcodes/${dead}`);
  await page.goBack();
  await expiring.getByRole("link", { name: "Soon to end" }).click();
  await expect(page).toHaveURL(`/passcodes/${soon}`);
  await page.goBack();
  await expiring.getByRole("link", { name: "Bo Ward" }).click();
  await expect(page).toHaveURL(`/users?q=${encodeURIComponent(email)}`);
  await expect(page.getByRole("row").filter({ hasText: email })).toHaveCount(1);
  await page.goBack();
  await group(page, "Mail failed").getByRole("link", { name: "Show it" }).click();
  await expect(page).toHaveURL("/notifications?state=failed");
  await expect(page.getByRole("row").filter({ hasText: "partner@partner.test" })).toHaveCount(1);
});

test("the strip says of each of 12 months how many end, and of a quiet account that all is well", async ({
  page,
  own,
  installation,
  database,
}) => {
  await insertPasscodes({ database, installation }, own, [{ name: "Forever" }]);
  await page.goto("/overview");
  await expect(attention(page)).toContainText("All is well.");
  await expect(page.getByText("No passcode ends in these months.")).toBeVisible();
  await insertPasscodes({ database, installation }, own, [
    { name: "One", expiresInDays: 100 },
    { name: "Two", expiresInDays: 100 },
  ]);
  await page.reload();
  await expect(attention(page)).toContainText("All is well.");
  const { rows } = await database.query(
    "SELECT to_char(now() AT TIME ZONE 'UTC' + interval '100 days', 'FMMonth YYYY') AS month",
  );
  const months = page.getByRole("region", { name: "Expiries of the next 12 months" }).getByRole("listitem");
  await expect(months).toHaveCount(12);
  await expect(months.filter({ hasText: `${rows[0].month}: 2 account passcodes` })).toHaveCount(1);
  await expect(months.filter({ hasText: ": none" })).toHaveCount(11);
});

test("an empty account is told what to do next, its viewer that others do it", async ({
  page,
  own,
  other,
  installation,
  login,
}) => {
  await page.goto("/overview");
  const next = page.getByRole("main").getByRole("link");
  await expect(next).toHaveText(["Create the first passcode", "Invite users"]);
  await expect(attention(page)).toHaveCount(0);
  await checkEverywhere(page, "empty");
  await next.first().click();
  await expect(page.getByRole("dialog", { name: "New passcode" })).toBeVisible();
  await page.goto("/overview");
  await next.last().click();
  await expect(page).toHaveURL("/users");

  await login(other.context(), await makeUser(installation, own, "viewer"));
  await other.goto("/");
  await expect(other).toHaveURL("/overview");
  await expect(other.getByText("An administrator or manager can create the first one.")).toBeVisible();
  await expect(other.getByRole("main").getByRole("link")).toHaveCount(0);
});

test("a member has no overview: his console begins with his own passcode", async ({
  page,
  context,
  own,
  installation,
  database,
  login,
}) => {
  await insertPasscodes({ database, installation }, own, [{ name: "Not his", expiresInDays: 3 }]);
  await login(context, await makeUser(installation, own, "member"));
  for (const path of ["/", "/overview"]) {
    await page.goto(path);
    await expect(page).toHaveURL("/settings/my-passcode");
    expect(await page.content()).not.toContain("Not his");
  }
  await expect(page.getByRole("navigation", { name: "Console" }).getByText("Overview")).toHaveCount(0);
});

test("axe finds nothing on a full overview and a quiet one", async ({ page, own, installation, database }) => {
  test.setTimeout(120_000);
  await insertPasscodes({ database, installation }, own, [{ name: "Forever" }]);
  await page.goto("/overview");
  await checkEverywhere(page, "quiet");
  const long = "Long-name-of-a-partner-".repeat(4);
  const ids = await insertPasscodes({ database, installation }, own, [
    ...somePartners(60),
    { name: long, expiresInDays: 1 },
    { name: `${long}too`, expiresInDays: -3 },
  ]);
  for (const [index, id] of ids.entries())
    if (index % 20 < 3 || index > 60) await insertRefusals(database, id, 900 + index);
  const domain = `${own.name.replaceAll(/\W/g, "").toLowerCase()}.test`;
  await insertUsers({ database, installation }, own, somePeople(90, domain));
  await insertDeliveries(database, own, [failedMail("a@partner.test"), failedMail("b@partner.test")]);
  await page.goto("/overview");
  await expect(attention(page).getByText("All of them:")).toBeVisible();
  await expect(group(page, "Expired, still called").getByRole("listitem").last()).toContainText("more");
  await checkEverywhere(page, "full");
});
