import { insertPasscodes } from "./fixtures/insert-passcodes";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";

test.use({ expectedComplaints: [/status of 404/] });

test("a viewer reads passcodes, log and project, and changes nothing", async ({
  page,
  context,
  installation,
  database,
  login,
}) => {
  const [id] = await insertPasscodes({ database, installation }, installation.account, [{ name: "Seen only" }]);
  await login(context, await makeUser(installation, installation.account, "viewer"));
  await page.goto("/passcodes");
  await expect(page.getByText(/^\d+ of 100 in use$/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Seen only" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Your menu" })).toContainText("viewer");
  await expect(page.getByRole("button", { name: "Passcode", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await page.goto("/passcodes?new");
  await expect(page.getByRole("link", { name: "Seen only" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto(`/passcodes/${id}`);
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
  await expect(page.getByRole("button", { name: /…$/ })).toHaveCount(0);
  await page.goto("/audit");
  await expect(page.getByRole("region", { name: "Audit log" })).toBeVisible();
  await page.goto("/settings/project");
  await expect(page.getByText(installation.account.id).last()).toBeVisible();
  await expect(page.getByRole("link", { name: "+ Passcode" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Update" })).toHaveCount(0);
  expect((await page.request.get("/passcodes.csv")).status()).toBe(200);
});

test("a manager changes passcodes, not the project", async ({ page, context, installation, login }) => {
  await login(context, await makeUser(installation, installation.account, "manager"));
  await page.goto("/settings/project");
  await expect(page.getByRole("link", { name: "+ Passcode" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Update" })).toHaveCount(0);
});

test("a member is told that passcodes and log are not his", async ({
  page,
  context,
  installation,
  database,
  login,
}) => {
  const [id] = await insertPasscodes({ database, installation }, installation.account, [{ name: "Not his" }]);
  await login(context, await makeUser(installation, installation.account, "member"));
  await page.goto("/passcodes");
  await expect(page.getByText("Your role does not show the account's passcodes.")).toBeVisible();
  const places = page.getByRole("navigation").getByRole("link");
  await expect(places).toHaveText(["Tokens & keys", "Notifications", "Settings"]);
  await page.goto("/audit");
  await expect(page.getByText("Your role does not show the audit log.")).toBeVisible();
  await page.goto("/settings/project");
  await expect(page.getByRole("definition").getByRole("link")).toHaveCount(0);
  expect((await page.goto(`/passcodes/${id}`))?.status()).toBe(404);
  expect(await page.content()).not.toContain("Not his");
  for (const path of ["/passcodes.csv", "/audit.csv"]) {
    expect((await page.request.get(path)).status(), path).toBe(403);
  }
});
