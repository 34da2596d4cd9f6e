import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { fillInvitation, newEmail, openUsers, userRow } from "./fixtures/user-steps";

test("fifty-one at once are refused in place, and nobody is made", async ({ page, signedIn: _ }) => {
  await openUsers(page);
  const unique = newEmail("many");
  const addresses = Array.from({ length: 51 }, (_, index) => `${index}-${unique}`);
  const dialog = await fillInvitation(page, addresses.join("\n"));
  await dialog.getByRole("button", { name: "Invite 51" }).click();
  await expect(dialog).toContainText("Addresses: at most 50 at once; these are 51.");
  await expect(dialog.getByLabel("E-mail addresses")).toHaveValue(addresses.join("\n"));
  await expect(dialog.getByLabel("E-mail addresses")).toBeFocused();
  await expectNobody(page, unique);
  await openUsers(page);
  await fillInvitation(page, addresses.slice(1).join("; "));
  await dialog.getByRole("button", { name: "Invite 50" }).click();
  await expect(dialog.getByRole("heading", { name: "50 links are ready" })).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole("button", { name: "Copy all" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await openUsers(page, `?q=${unique}&size=50`);
  await expect(page.getByText("1–50 of 50")).toBeVisible();
  await expect(userRow(page, `7-${unique}`)).toContainText("Invited");
});

test("each wrong address is told why, what was typed stays, and the rest goes on without them", async ({
  page,
  installation,
  signedIn: _,
}) => {
  const known = await makeUser(installation, installation.account, "viewer");
  const unique = newEmail("fine");
  await openUsers(page);
  const typed = `${unique}, b@evil@x ${unique.toUpperCase()}; ${known.email}`;
  const dialog = await fillInvitation(page, typed);
  const wrong = dialog.getByRole("region", { name: "Addresses that cannot be invited" }).getByRole("listitem");
  await dialog.getByRole("button", { name: "Invite 4" }).click();
  await expect(wrong).toHaveText([
    "b@evil@x E-mail: this is not an address.",
    `${unique.toUpperCase()} E-mail: it is in this list already.`,
  ]);
  await expect(dialog.getByLabel("E-mail addresses")).toHaveValue(typed);
  await dialog.getByRole("button", { name: "Take these 2 out" }).click();
  await expect(dialog.getByLabel("E-mail addresses")).toHaveValue(`${unique}\n${known.email}`);
  await dialog.getByRole("button", { name: "Invite 2" }).click();
  await expect(wrong).toHaveText([`${known.email} ${known.email} is a member already.`]);
  await expectNobody(page, unique);
});

/** All or nothing: of those who were sent together none is there. */
async function expectNobody(page: Page, unique: string): Promise<void> {
  await openUsers(page, `?q=${unique}`);
  await expect(page.getByText(`Nobody here has “${unique}” in name or e-mail.`)).toBeVisible();
}
