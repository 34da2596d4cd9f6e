import type { Page } from "@playwright/test";
import { checkThemes } from "./fixtures/axe";
import { expect, test } from "./fixtures/many-users";
import { fillInvitation, fillJoin, inviteOne, newEmail, openUserDialog, openUsers } from "./fixtures/user-steps";

test.setTimeout(240_000);

for (const width of [1440, 360]) {
  test(`axe finds nothing on what is done with users, ${width} px wide in both themes`, async ({
    page,
    many: account,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await openUsers(page, "?hide=");
    await checkThemes(page, "table of every state, all columns");
    const domain = `${account.id.toLowerCase()}.test`;
    await checkDialogs(page, `ada.abbott@${domain}`, ["Change validity", "Reset passcode", "Revoke passcode"]);
    await checkDialogs(page, `ada.abbott@${domain}`, ["Revoke access", "Delete"]);
    await checkDialogs(page, `bruno.abbott@${domain}`, ["Grant"]);
    await checkDialogs(page, `chiara.abbott@${domain}`, ["Reset TOTP"]);
    await checkDialogs(page, `elif.abbott@${domain}`, ["New link"]);
    await checkDialogs(page, `hana.abbott@${domain}`, ["Restore access"]);
    await openUserDialog(page, `hana.abbott@${domain}`, "Change role");
    await page.getByRole("radio", { name: "Viewer" }).click();
    await checkThemes(page, "change role");
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width, height: 4000 });
    await openUsers(page, "?size=10&sort=-created_at");
    for (const name of ["Ada Abbott", "Bruno Abbott"]) {
      await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).click();
    }
    await checkThemes(page, "selected");
    await page.setViewportSize({ width, height: 800 });
    for (const name of ["Grant…", "Revoke passcode…", "Revoke access…", "Restore access…", "Delete…"]) {
      await page.getByRole("button", { name }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await checkThemes(page, `many: ${name}`);
      await page.keyboard.press("Escape");
    }
    await page.goto("/users?q=zzz");
    await checkThemes(page, "no match");
    await page.goto("/users/roles");
    await checkThemes(page, "roles");
  });

  test(`axe finds nothing on inviting and joining, ${width} px wide in both themes`, async ({ page, many: _ }) => {
    await page.setViewportSize({ width, height: 800 });
    await openUsers(page);
    const dialog = await fillInvitation(page, "wrong@@x, also wrong");
    await dialog.getByRole("button", { name: "Invite 3" }).click();
    await expect(dialog.getByRole("listitem")).toHaveCount(3);
    await checkThemes(page, "invite with mistakes");
    await dialog.getByLabel("E-mail addresses").fill(`${newEmail("a")} ${newEmail("b")}`);
    await dialog.getByRole("button", { name: "Invite 2" }).click();
    await expect(dialog.getByText(/\/join#/)).toHaveCount(2);
    await checkThemes(page, "links");
    await dialog.getByRole("button", { name: "Done" }).click();
    const email = newEmail("axe");
    await openUsers(page, `?q=${email}`);
    const link = await inviteOne(page, email);
    await page.goto("/join");
    await expect(page.getByRole("heading", { name: "This invitation does not open" })).toBeVisible();
    await checkThemes(page, "closed invitation");
    await page.goto("about:blank");
    await fillJoin(page, link, "", "short");
    await page.getByRole("button", { name: "Join" }).click();
    await expect(page.getByText("Your name: must not be empty.")).toBeVisible();
    await checkThemes(page, "join with mistakes");
  });
}

async function checkDialogs(page: Page, email: string, items: string[]): Promise<void> {
  await page.getByRole("searchbox").fill(email);
  await expect(page.getByText("1–1 of 1")).toBeVisible();
  for (const item of items) {
    const dialog = await openUserDialog(page, email, item);
    // Until he is read anew the button is held, and between the two its colours are neither.
    await expect(dialog.getByRole("button").last()).toBeEnabled();
    await checkThemes(page, `${item} of ${email}`);
    await page.keyboard.press("Escape");
  }
}
