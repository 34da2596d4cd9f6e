import { downloadCsv } from "./fixtures/download";
import { insertDeliveries, plainMail, someDeliveries } from "./fixtures/insert-deliveries";
import { makeUser } from "./fixtures/make-user";
import { deliveryRow, dueIn2Days, openNotifications, whileNoSweep } from "./fixtures/notification-steps";
import { expect, test } from "./fixtures/own-account";

// A sandboxed frame says that it did not let the test's own eyes in.
test.use({ expectedComplaints: [/frame is sandboxed|status of 404/] });

test("search, order, filters, pages and the arrow keys", async ({ page, own, database }) => {
  await insertDeliveries(database, own, someDeliveries(60, `${own.id.toLowerCase()}.test`));
  await openNotifications(page);
  await expect(page.getByText("1–25 of 60")).toBeVisible();
  const rows = page.locator("tbody tr");
  await expect(rows.nth(0)).toContainText("Partner 1, Partner 1.1, Partner 1.2 and 3 more");
  await expect(rows.nth(0)).toContainText("Queued");
  await expect(rows.nth(1)).toContainText(/Will retry\s*in 1\d minutes \(.*“?451 4\.7\.1 Greylisting/);
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText("26–50 of 60")).toBeVisible();
  await page.getByRole("button", { name: "When" }).click();
  await expect(page).toHaveURL(/sort=created_at/);
  await expect(rows.nth(0)).toContainText("Partner 60");

  await page.getByLabel("State", { exact: true }).selectOption("Failed");
  await expect(page).toHaveURL(/state=failed/);
  for (const row of await rows.all()) await expect(row).toContainText("550 5.1.1");
  await page.getByLabel("Kind", { exact: true }).selectOption("Passcode granted");
  await expect(page).toHaveURL(/state=failed&kind=passcode_granted/);
  await expect(page.getByText("1–1 of 1")).toBeVisible();
  await page.getByLabel("State", { exact: true }).selectOption("Any state");
  await page.getByLabel("Kind", { exact: true }).selectOption("Any kind");

  await page.keyboard.press("/");
  await page.keyboard.type("no such thing");
  await expect(page.getByText("Nothing has “no such thing” in recipient, name or subject.")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page.getByText("1–25 of 60")).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Channel" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "Channel" })).toHaveCount(0);
  await rows.nth(0).focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/notifications\/[0-9a-f-]{36}$/);
});

test("failed mails are counted on top; each one is sent again from its row", async ({ page, own, database }) => {
  const told = [{ kind: "new_device", name: "Ada" } as const];
  const error = "550 5.1.1 User unknown";
  const failed = { state: "failed", error, attempts: 20, told } as const;
  await insertDeliveries(database, own, [
    { ...failed, recipient: "one@partner.test" },
    { ...failed, recipient: "two@partner.test" },
    { told, recipient: "three@partner.test" },
  ]);
  await openNotifications(page);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("2 mails have failed");
  await page.getByRole("link", { name: "Show them" }).click();
  await expect(page.getByText("1–2 of 2")).toBeVisible();
  await deliveryRow(page, "one@partner.test")
    .getByRole("button", { name: /^Actions/ })
    .click();
  await page.getByRole("menuitem", { name: "Send again" }).click();
  await expect(page.getByText("It is sent again")).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("One mail has failed");
  await expect(async () => {
    await openNotifications(page);
    await expect(deliveryRow(page, "one@partner.test")).toContainText(/This page.*Sent/, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await expect(deliveryRow(page, "two@partner.test")).toContainText("Failed");
  await expect(deliveryRow(page, "three@partner.test").getByRole("button")).toHaveCount(0);
  const { rows } = await database.query(
    `SELECT e.target_name FROM audit_event e JOIN account a ON a.id = e.chain_id
     WHERE a.public_id = $1 AND e.action = 'delivery.retry'`,
    [own.id],
  );
  expect(rows).toEqual([{ target_name: "one@partner.test" }]);
});

test("what was sent meanwhile is not sent again, and says so", async ({ page, own, database }) => {
  const [id] = await insertDeliveries(database, own, [
    { state: "failed", recipient: "one@partner.test", told: [], error: "550", mail: plainMail("A mail") },
  ]);
  await page.goto(`/notifications/${id}`);
  await expect(page.getByRole("button", { name: "Send again" })).toBeEnabled();
  await database.query("UPDATE delivery SET state = 'sent', sent_at = now(), error = NULL WHERE id = $1", [id]);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("Only what failed is sent again")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send again" })).toHaveCount(0);
});

test("a member reads what he was told, and nothing of others", async ({
  page,
  context,
  own,
  database,
  installation,
  login,
}) => {
  const member = await makeUser(installation, own, "member");
  const told = (name: string) => ({ told: [{ kind: "expiry", name } as const], mail: plainMail(`About ${name}`) });
  const [mine, theirs] = await insertDeliveries(database, own, [
    { recipient: member.email, ...told("Mine") },
    { recipient: own.email, ...told("Theirs"), state: "failed", error: "550" },
  ]);
  await openNotifications(page);
  await expect(page.getByText("1–2 of 2")).toBeVisible();
  await page.goto(`/notifications/${mine}`);
  await expect(page.getByRole("heading", { name: "About Mine" })).toBeVisible();

  await login(context, member);
  await page.goto("/notifications");
  await expect(page.getByText("1–1 of 1")).toBeVisible();
  await expect(deliveryRow(page, member.email)).toContainText("Mine");
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Send warnings now" })).toHaveCount(0);
  expect(await downloadCsv(page)).not.toContain("Theirs");
  await page.goto(`/notifications/${mine}`);
  await expect(page.getByRole("heading", { name: "About Mine" })).toBeVisible();
  expect((await page.request.get(`/notifications/${theirs}`)).status()).toBe(404);
});

test("a viewer reads all of the account, and sends nothing", async ({
  page,
  context,
  own,
  database,
  installation,
  login,
}) => {
  await insertDeliveries(database, own, [
    { recipient: own.email, state: "failed", error: "550", told: [{ kind: "expiry", name: "Acme" }] },
  ]);
  await login(context, await makeUser(installation, own, "viewer"));
  await page.goto("/notifications");
  await expect(deliveryRow(page, own.email)).toContainText("Acme");
  await expect(deliveryRow(page, own.email).getByRole("button")).toHaveCount(0);
  await deliveryRow(page, own.email).getByRole("link").click();
  await expect(page.getByText("It is written when it is sent")).toBeVisible();
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
});

test("the CSV has what is shown, all pages of it, and nothing that a spreadsheet would run", async ({
  page,
  own,
  database,
}) => {
  await insertDeliveries(database, own, [
    {
      recipient: "=cmd()@x.test",
      told: [{ kind: "expiry", name: '=cmd|"/c calc"!A1' }],
      state: "failed",
      error: "-1 no",
    },
    ...someDeliveries(120, "partner.test").map((one) => ({ ...one, minutesAgo: (one.minutesAgo ?? 0) + 1 })),
  ]);
  for (const sort of ["", "&sort=recipient"]) {
    await openNotifications(page, `?hide=channel,attempts${sort}`);
    const csv = await downloadCsv(page);
    const [head, ...lines] = csv.split("\r\n").filter(Boolean);
    expect(head).toBe(
      '\uFEFF"When","Recipient","What about","Names","State","Next attempt","Sent","Mail server\'s words"',
    );
    expect(new Set(lines).size).toBe(121);
    const odd = lines.find((line) => line.includes("=cmd()@x.test"));
    expect(odd).toMatch(
      /^"[^"]*Z","'=cmd\(\)@x\.test","End of a passcode","'=cmd\|""\/c calc""!A1","Failed","","","'-1 no"$/,
    );
  }
  await page.goto("/notifications?state=cancelled");
  const cancelled = (await downloadCsv(page)).split("\r\n").filter(Boolean).slice(1);
  expect(cancelled.length).toBeGreaterThan(3);
  for (const line of cancelled) expect(line).toContain('"Cancelled"');
});

test("without a mail server the page is the mailbox: warnings are written now, and are read here", async ({
  page,
  own,
  database,
  installation,
}) => {
  await openNotifications(page);
  await expect(page.getByText("This installation sends no mail: this page is the mailbox.")).toBeVisible();
  await expect(page.getByText("Nobody has been told anything yet")).toBeVisible();
  await page.getByRole("button", { name: "Send warnings now" }).click();
  await expect(page.getByText("Nothing is due")).toBeVisible();

  await whileNoSweep(database, async () => {
    await dueIn2Days({ database, installation }, own, "Acme");
    await page.getByRole("button", { name: "Send warnings now" }).click();
  });
  await expect(page.getByText("One warning is written")).toBeVisible();
  await expect(async () => {
    await openNotifications(page);
    await expect(deliveryRow(page, own.email)).toContainText(/End of a passcode\s*Acme.*This page.*Sent/, {
      timeout: 500,
    });
  }).toPass({ timeout: 20_000 });
  await page.getByRole("link", { name: "End of a passcode" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Passcode “Acme” expires on .*, in 2 days$/);
  await expect(page.frameLocator("iframe").getByText("Acme").first()).toBeVisible();
});
