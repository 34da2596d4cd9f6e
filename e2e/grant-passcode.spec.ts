import type { Client } from "pg";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { openUserDialog, openUsers, userRow } from "./fixtures/user-steps";

test("a user's passcode is granted, given another validity, reset and revoked; nothing here shows it", async ({
  page,
  database,
  installation,
  signedIn: _,
}) => {
  const { email } = await makeUser(installation, installation.account, "member");
  await openUsers(page, `?q=${email}`);
  const row = userRow(page, email);
  await expect(row).toContainText("None");
  const dialog = await openUserDialog(page, email, "Grant");
  for (const [days, mistake] of [
    ["0", "Validity: whole days from 1 to 365, or infinite."],
    ["366", "Validity: whole days from 1 to 365, or infinite."],
    ["1.5", "Days: digits only, a whole number from 1 to 365."],
    ["ten", "Days: digits only, a whole number from 1 to 365."],
  ] as const) {
    await dialog.getByLabel("Days that it is valid").fill(days);
    await expect(dialog).toContainText(mistake);
    await expect(dialog.getByRole("button", { name: "Grant" })).toBeDisabled();
  }
  await dialog.getByLabel("Days that it is valid").fill("10");
  await dialog.getByRole("button", { name: "Grant" }).click();
  await expect(row).toContainText("Expiring soon");
  await expect(row).toContainText("in 10 days");
  const granted = await secretsOf(database, email);
  expect(granted).toEqual([{ is_live: true, has_end: true, digest: expect.any(Buffer) }]);

  await openUserDialog(page, email, "Change validity");
  await dialog.getByRole("radio", { name: "Infinite" }).click();
  await expect(dialog).toContainText("→ infinite");
  await dialog.getByRole("button", { name: "Change" }).click();
  await expect(row).toContainText("Infinite");
  await expect(row).toContainText("Active");

  await openUserDialog(page, email, "Reset passcode");
  await expect(dialog).toContainText("dies at once");
  await expect(dialog).toContainText("finds the new one under Settings › My passcode");
  await dialog.getByRole("button", { name: "Reset passcode" }).click();
  await expect(page.getByText(/passcode is reset$/)).toBeVisible();
  const [old, fresh] = await secretsOf(database, email);
  expect(old).toEqual({ ...granted[0], is_live: false, has_end: false });
  expect(fresh).toMatchObject({ is_live: true, has_end: false });
  expect(fresh?.digest).not.toEqual(old?.digest);

  await openUserDialog(page, email, "Revoke passcode");
  await expect(dialog).toContainText("dies at once, and nothing takes its place");
  await dialog.getByRole("button", { name: "Revoke passcode" }).click();
  await expect(row).toContainText("Revoked");
  expect((await secretsOf(database, email)).map(({ is_live }) => is_live)).toEqual([false, false]);
  expect(await page.content()).not.toContain("wwup_");
  await expect(row.getByRole("button", { name: /^Actions for/ })).toBeFocused();
});

test("who was granted one meanwhile is not granted another", async ({ page, database, installation, signedIn: _ }) => {
  const { email } = await makeUser(installation, installation.account, "member");
  await openUsers(page, `?q=${email}`);
  const dialog = await openUserDialog(page, email, "Grant");
  const { rows } = await database.query(
    `INSERT INTO passcode (account_id, membership_id, holds_place, created_at, created_by)
     SELECT m.account_id, m.id, false, now(), 'somebody else' FROM membership m JOIN app_user u ON u.id = m.user_id
     WHERE u.email = $1 RETURNING id`,
    [email],
  );
  await dialog.getByRole("button", { name: "Grant" }).click();
  await expect(dialog).toContainText(`${email} has a passcode. Change its validity, reset it or revoke it.`);
  await expect(dialog.getByLabel("Days that it is valid")).toHaveValue("90");
  expect(rows).toHaveLength(1);
});

async function secretsOf(database: Client, email: string) {
  const { rows } = await database.query<{ is_live: boolean; has_end: boolean; digest: Buffer }>(
    `SELECT s.ended_at IS NULL AS is_live, p.expires_at IS NOT NULL AS has_end, s.digest
     FROM secret s JOIN passcode p ON p.id = s.passcode_id JOIN membership m ON m.id = p.membership_id
     JOIN app_user u ON u.id = m.user_id WHERE u.email = $1 ORDER BY s.created_at`,
    [email],
  );
  return rows;
}
