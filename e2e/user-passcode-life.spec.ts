import { expect, test } from "./fixtures/own-account";
import { connect } from "./fixtures/passcode-steps";
import { signIn } from "./fixtures/settings-steps";
import { fillJoin, inviteOne, newEmail, openUserDialog, openUsers, userRow } from "./fixtures/user-steps";

const password = "seven quiet herons at dusk";

test("who is invited joins, is granted a passcode, shows it, calls with it; a reset ends the old one, a revoke all", async ({
  page,
  own,
  other: theirs,
  installation,
}) => {
  const email = newEmail("grace");
  const statusOf = async (passcode: string) =>
    (await connect(page.request, installation.server.url, own.id, passcode)).status;
  const shown = async () => {
    await theirs.goto("/settings/my-passcode");
    await theirs.getByRole("button", { name: "Show", exact: true }).click();
    return (await theirs.getByText(/^wwup_[0-9A-Za-z]{38}$/).textContent()) ?? "";
  };
  await openUsers(page);
  await fillJoin(theirs, await inviteOne(page, email), "Grace Hopper", password);
  await theirs.getByRole("button", { name: "Join" }).click();
  await theirs.waitForURL("/settings/my-passcode");

  await openUsers(page, `?q=${email}`);
  let dialog = await openUserDialog(page, email, "Grant");
  await dialog.getByRole("button", { name: "Grant" }).click();
  await expect(userRow(page, email)).toContainText("in 90 days");
  await theirs.context().clearCookies();
  await theirs.goto("/sign-in");
  await signIn(theirs, { email, password });
  await expect(theirs.getByRole("button", { name: "Your menu" })).toBeVisible();
  const first = await shown();
  expect(await statusOf(first), "what he was granted does not work").toBe(200);

  dialog = await openUserDialog(page, email, "Reset passcode");
  await dialog.getByRole("button", { name: "Reset passcode" }).click();
  await expect(page.getByText(/passcode is reset$/)).toBeVisible();
  expect(await statusOf(first), "the old passcode outlives its reset").toBe(401);
  const second = await shown();
  expect(await statusOf(second)).toBe(200);

  dialog = await openUserDialog(page, email, "Revoke passcode");
  await dialog.getByRole("button", { name: "Revoke passcode" }).click();
  await expect(userRow(page, email)).toContainText("Revoked");
  expect([await statusOf(first), await statusOf(second)], "a revoked passcode still calls").toEqual([401, 401]);
});
