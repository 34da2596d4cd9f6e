import { makeUser } from "./fixtures/make-user";
import { expect, test } from "./fixtures/own-account";
import { bearer, statusOf, tokenOf } from "./fixtures/token-steps";

test.setTimeout(120_000);

test("an administrator sees who is signed in by what, and ends one, a user's, a kind's", async ({
  page,
  other,
  own,
  installation,
  login,
}) => {
  const user = await makeUser(installation, own, "member");
  await login(other.context(), user);
  const [first, second] = [await tokenOf(page, user), await tokenOf(page, user)];
  await page.goto("/overview");
  await page.getByRole("link", { name: "Tokens & keys" }).click();
  await expect(page.getByRole("row", { name: /Session token/ })).toHaveCount(2);
  await expect(page.getByRole("row", { name: /Console sign-in this one/ })).toHaveCount(1);
  await expect(page.getByText(first), "a token is shown in a list").toHaveCount(0);

  await page.getByRole("combobox", { name: "Kind" }).selectOption("Session token");
  await expect(page).toHaveURL(/kind=session_token/);
  const rows = page.getByRole("row", { name: /Session token/ });
  await expect(rows).toHaveCount(2);
  await rows
    .first()
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await page.getByRole("menuitem", { name: "End…", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End", exact: true }).click();
  await expect(page.getByText(/session token has ended/)).toBeVisible();
  await expect(rows).toHaveCount(1);
  expect([await statusOf(page, bearer(second)), await statusOf(page, bearer(first))]).toEqual([401, 200]);

  await page.getByRole("button", { name: "End all session tokens" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End all" }).click();
  await expect(page.getByText("One has ended")).toBeVisible();
  await expect(page.getByText("Nobody is signed in by this.")).toBeVisible();
  expect(await statusOf(page, bearer(first))).toBe(401);

  await other.goto("/settings/profile");
  await page.goto(`/tokens?q=${encodeURIComponent(user.email)}`);
  await page.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "End all of this user…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End all" }).click();
  await expect(page.getByText("One has ended")).toBeVisible();
  await other.reload();
  await expect(other, "a sign-in that was ended goes on").toHaveURL(/\/sign-in/);
});

test("a member sees and ends his own, and has no other pages of keys than his own", async ({
  page,
  other,
  own,
  installation,
  login,
}) => {
  const user = await makeUser(installation, own, "member");
  await login(other.context(), user);
  const token = await tokenOf(page, user);
  await other.goto("/tokens");
  await expect(other.getByRole("row", { name: /Session token/ })).toHaveCount(1);
  await expect(other.getByText(own.email), "a member sees where others are signed in").toHaveCount(0);
  await expect(other.getByRole("link", { name: "Service keys" })).toHaveCount(0);
  await other
    .getByRole("row", { name: /Session token/ })
    .getByRole("button")
    .click();
  await other.getByRole("menuitem", { name: "End…", exact: true }).click();
  await other.getByRole("dialog").getByRole("button", { name: "End", exact: true }).click();
  await expect(other.getByText(/session token has ended/)).toBeVisible();
  expect(await statusOf(page, bearer(token))).toBe(401);
  await other.getByRole("link", { name: "API keys" }).click();
  await expect(other.getByText("You have no API key.")).toBeVisible();
});
