import { expect, test } from "./fixtures/mail";
import { deliveryRow, openNotifications } from "./fixtures/notification-steps";
import { fillInvitation, newEmail, openUsers } from "./fixtures/user-steps";

// Chromium says so of the frame that a mail is looked at in.
test.use({ expectedComplaints: [/frame is sandboxed/] });

test("with a mail server its own words are told, and what failed is sent again from its page", async ({
  page,
  own: account,
  mailServer: smtp,
}) => {
  await page.goto("/settings/policies");
  smtp.script(({ step }) => (step === "rcpt" ? "550 5.1.1 User unknown" : "accept"));
  await page.getByRole("button", { name: "Send a test mail" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("550 5.1.1 User unknown");
  smtp.script(() => "accept");
  await page.getByRole("button", { name: "Send a test mail" }).click();
  await expect(page.getByText(`Look into the mailbox of ${account.email}.`)).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);

  smtp.script(({ step }) => (step === "rcpt" ? "550 5.1.1 User unknown" : "accept"));
  const invited = newEmail("invited");
  await openUsers(page);
  const dialog = await fillInvitation(page, invited);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByRole("button", { name: "Done" })).toBeVisible();
  await expect(async () => {
    await openNotifications(page);
    await expect(deliveryRow(page, invited)).toContainText(/Invitation.*Failed.*550 5\.1\.1 User unknown/, {
      timeout: 500,
    });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByText("This installation sends no mail")).toHaveCount(0);

  smtp.script(() => "accept");
  await deliveryRow(page, invited).getByRole("link").click();
  await expect(page.getByText(/It was given up. The mail server said: 550 5\.1\.1 User unknown/)).toBeVisible();
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("It is sent again")).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("definition").filter({ hasText: /^Sent$/ })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  expect(smtp.received.map(({ to }) => to)).toContain(invited);
});
