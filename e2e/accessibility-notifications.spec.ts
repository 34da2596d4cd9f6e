import { checkEverywhere } from "./fixtures/axe";
import { insertDeliveries, someDeliveries } from "./fixtures/insert-deliveries";
import { openNotifications } from "./fixtures/notification-steps";
import { expect, test } from "./fixtures/own-account";

test.setTimeout(240_000);
test.use({ expectedComplaints: [/sandboxed|status of 404/] });

test("axe finds nothing on the notifications, empty, full and of no match, and on a mail's page", async ({
  page,
  own,
  database,
}) => {
  await openNotifications(page);
  await checkEverywhere(page, "nothing sent");
  const [id] = await insertDeliveries(database, own, [
    {
      ...{ recipient: own.email, told: [{ kind: "expiry", name: "Acme" }], state: "failed", minutesAgo: 1 },
      error: `550 5.1.1 ${"a-very-long-word-of-a-mail-server-".repeat(12)}`,
      mail: {
        subject: `Passcode “${"Long".repeat(30)}” expires on 3 Dec 2026, in 7 days`,
        html: '<!DOCTYPE html><html lang="en"><head><title>a</title><style>@media (prefers-color-scheme: dark) { p { color: #fff } }</style></head><body><p>A mail</p></body></html>',
        text: `A mail\nhttps://${"a".repeat(300)}.test/`,
      },
    },
  ]);
  await insertDeliveries(database, own, someDeliveries(40, "partner.test"));
  await openNotifications(page, "?hide=");
  await checkEverywhere(page, "all columns");
  await page
    .getByRole("button", { name: /^Actions for/ })
    .first()
    .click();
  await checkEverywhere(page, "menu");
  await openNotifications(page, "?state=failed&q=zzz");
  await checkEverywhere(page, "no match");
  await page.goto(`/notifications/${id}`);
  await expect(page.getByRole("button", { name: "Send again" })).toBeEnabled();
  await checkEverywhere(page, "a mail");
  await page.getByRole("tab", { name: "Text" }).click();
  await checkEverywhere(page, "a mail's text");
  await page.goto(`/notifications/${own.id}`);
  await expect(page.getByRole("heading", { name: "There is no such notification" })).toBeVisible();
  await checkEverywhere(page, "no such mail");
});
