import { runProgram } from "@/scripts/testing/run-server";
import { type Account, type Installation, newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";

test("a viewer reads the passcodes and changes nothing", async ({ page, context, installation, login }) => {
  await login(context, await makeUser(installation, installation.account, "viewer"));
  await page.goto("/passcodes");
  await expect(page.getByText(/^\d+ of 100 in use$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Your menu" })).toContainText("viewer");
  await expect(page.getByRole("button", { name: "Passcode", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Create the first passcode" })).toHaveCount(0);
});

test("a member is told that the passcodes are not his", async ({ page, context, installation, login }) => {
  await login(context, await makeUser(installation, installation.account, "member"));
  await page.goto("/passcodes");
  await expect(page.getByText("Your role does not show the account's passcodes.")).toBeVisible();
  await expect(page.getByRole("navigation").getByRole("link", { name: "Passcodes" })).toHaveCount(0);
});

/** Another user of the account, made by the operator's command. */
async function makeUser({ environment }: Installation, account: Account, role: string): Promise<Account> {
  const user = newAccount();
  const args = ["user", "create", "--account", account.id, "--email", user.email, "--role", role, "--password-stdin"];
  const { code, stderr } = await runProgram("watchword", args, environment, { input: user.password });
  expect(code, stderr).toBe(0);
  return user;
}
