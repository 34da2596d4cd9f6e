import type { Page } from "@playwright/test";
import { checkThemes } from "./fixtures/axe";
import type { Account } from "./fixtures/installation";
import { makeUser } from "./fixtures/make-user";
import { expect, test } from "./fixtures/own-account";

test.setTimeout(120_000);

/** Signs in as a program does. @returns its session token. */
async function tokenOf(page: Page, { email, password }: Account): Promise<string> {
  const answer = await page.request.post("/user/authenticate", { data: { email, password } });
  expect(answer.status()).toBe(200);
  return (await answer.json()).token;
}
const statusOf = async (page: Page, headers: Record<string, string>) =>
  (await page.request.get("/user/users/me", { headers })).status();
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** On a page of one row. */
async function choose(page: Page, item: string) {
  await page.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
  return page.getByRole("dialog");
}

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

test("an API key is shown once, replaced and revoked", async ({ page, own, installation }) => {
  const user = await makeUser(installation, own, "member");
  const make = async (dialog: ReturnType<Page["getByRole"]>) => {
    await dialog.getByRole("button", { name: "Create & View" }).click();
    await expect(dialog.getByText(/^wwak_/)).toBeVisible();
    const key = (await dialog.getByText(/^wwak_/).textContent()) ?? "";
    await expect(dialog.getByRole("button", { name: "Done" })).toBeDisabled();
    await dialog.getByRole("checkbox", { name: "I have saved it" }).check();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText(key), "a key is shown after Done").toHaveCount(0);
    return key;
  };
  await page.goto(`/users?q=${encodeURIComponent(user.email)}`);
  const first = await make(await choose(page, "API key…"));
  expect(await statusOf(page, { "x-api-key": first })).toBe(200);
  await page.goto("/tokens/api-keys");
  const second = await make(await choose(page, "Replace…"));
  expect([await statusOf(page, { "x-api-key": first }), await statusOf(page, { "x-api-key": second })]).toEqual([
    401, 200,
  ]);
  const dialog = await choose(page, "Revoke…");
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("No user has an API key.")).toBeVisible();
  expect(await statusOf(page, { "x-api-key": second })).toBe(401);
});

test("the account's API key is shown on demand, and replaced with all that it was exchanged for", async ({
  page,
  own: _,
}) => {
  await page.goto("/tokens/api-keys");
  const section = page.getByRole("region", { name: "The account's API key" });
  await section.getByRole("button", { name: "Show" }).click();
  const first = (await section.getByText(/^wwak_/).textContent()) ?? "";
  await section.getByRole("button", { name: "Hide" }).click();
  await expect(section.getByText(first)).toHaveCount(0);
  const exchange = async (api_key: string) =>
    page.request.put("/v1/api_auth", { data: { data: { api_key } }, failOnStatusCode: false });
  const exchanged = await exchange(first);
  expect(exchanged.status()).toBe(201);
  const headers = { "x-auth-token": (await exchanged.json()).auth_token };
  await section.getByRole("button", { name: "Replace…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Replace" }).click();
  const second = section.getByText(/^wwak_/);
  await expect(second).toBeVisible();
  expect(await second.textContent()).not.toBe(first);
  expect((await exchange(first)).status(), "the old key is still exchanged").toBe(401);
  expect((await page.request.get("/v1/token_auth", { headers })).status()).toBe(401);
  expect((await exchange((await second.textContent()) ?? "")).status()).toBe(201);
});

test("a service key is made with scopes and an end, shown once, and revoked", async ({ page, own }) => {
  await page.goto("/tokens/service-keys");
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Nightly");
  await dialog.getByRole("button", { name: "Create & View" }).click();
  await expect(dialog.getByText("Choose at least one.")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "passcodes:read" }).check();
  await dialog.getByLabel("Last day (optional)").fill("2020-01-01");
  await dialog.getByRole("button", { name: "Create & View" }).click();
  await expect(dialog.getByRole("alert"), "an end in the past is taken").toBeVisible();
  await expect(dialog.getByLabel("Name")).toHaveValue("Nightly");
  await dialog.getByLabel("Last day (optional)").fill("2099-12-31");
  await dialog.getByRole("button", { name: "Create & View" }).click();
  const key = (await dialog.getByText(/^wwsk_/).textContent()) ?? "";
  await dialog.getByRole("checkbox", { name: "I have saved it" }).check();
  await dialog.getByRole("button", { name: "Done" }).click();
  const list = async () =>
    (await page.request.get(`/v1/accounts/${own.id}/passcodes`, { headers: bearer(key) })).status();
  expect(await list()).toBe(200);
  await expect(page.getByRole("row", { name: /Nightly/ })).toContainText("passcodes:read");
  await choose(page, "Revoke…");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("“Nightly” is revoked")).toBeVisible();
  expect(await list()).toBe(401);
});

test("a private token is made with an end, rotated with an overlap and revoked by its holder alone", async ({
  page,
  other,
  own,
  installation,
  login,
}) => {
  await login(other.context(), await makeUser(installation, own, "member"));
  await other.goto("/tokens/private");
  await other.getByRole("button", { name: "Private token", exact: true }).click();
  const dialog = other.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create & View" }).click();
  await expect(dialog.getByText("a private token must have an end")).toBeVisible();
  await dialog.getByLabel("Name").fill("Export");
  await dialog.getByLabel("Last day").fill("2030-12-31");
  await dialog.getByRole("button", { name: "Create & View" }).click();
  const keep = async () => {
    const token = (await dialog.getByText(/^wwpt_/).textContent()) ?? "";
    await dialog.getByRole("checkbox", { name: "I have saved it" }).check();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(other.getByText(token), "a token is shown after Done").toHaveCount(0);
    return token;
  };
  const list = async (token: string) =>
    (await page.request.get("/api/v1/auth/private_tokens/", { headers: bearer(token) })).status();
  const first = await keep();
  expect(await list(first)).toBe(200);
  await choose(other, "Rotate…");
  await dialog.getByRole("radio", { name: "1 hour" }).check();
  await dialog.getByRole("button", { name: "Rotate & View" }).click();
  const second = await keep();
  await expect(other.getByRole("row", { name: /Export/ })).toHaveCount(2);
  expect([await list(first), await list(second)], "the old one died before its overlap").toEqual([200, 200]);

  await page.goto("/tokens/private");
  await expect(page.getByText("You have none yet."), "an administrator has another's tokens").toBeVisible();
  await page.goto("/tokens?kind=private_token");
  await expect(page.getByRole("row", { name: /Export/ })).toHaveCount(2);

  await other
    .getByRole("row", { name: /Export/ })
    .first()
    .getByRole("button")
    .click();
  await other.getByRole("menuitem", { name: "Revoke…" }).click();
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(other.getByText("“Export” is revoked")).toBeVisible();
  expect([await list(first), await list(second)]).toEqual([200, 401]);
});

for (const width of [1440, 360]) {
  test(`axe finds nothing on tokens and keys, ${width} px wide in both themes`, async ({ page, own, installation }) => {
    await page.setViewportSize({ width, height: 800 });
    const user = await makeUser(installation, own, "member");
    await tokenOf(page, user);
    await page.goto("/tokens");
    await checkThemes(page, "tokens");
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: /Session token/ }).click();
    await page.getByRole("menuitem", { name: "End all of this user…" }).click();
    await expect(dialog).toBeVisible();
    await checkThemes(page, "end all of a user");
    await page.keyboard.press("Escape");
    await page.goto("/tokens?kind=private_token");
    await checkThemes(page, "no token");
    await page.goto("/tokens/service-keys");
    await checkThemes(page, "no service key");
    await page.getByRole("button", { name: "Service key" }).click();
    await dialog.getByRole("button", { name: "Create & View" }).click();
    await checkThemes(page, "service key, with mistakes");
    await dialog.getByLabel("Name").fill("CI");
    await dialog.getByRole("checkbox", { name: "verify" }).check();
    await dialog.getByRole("button", { name: "Create & View" }).click();
    await expect(dialog.getByText(/^wwsk_/)).toBeVisible();
    await checkThemes(page, "service key, shown");
    await dialog.getByRole("checkbox", { name: "I have saved it" }).check();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("button", { name: "Actions for CI" })).toBeVisible();
    await checkThemes(page, "service keys");
    await page.goto("/tokens/api-keys");
    await checkThemes(page, "no API key");
    await page.goto("/tokens/private");
    await checkThemes(page, "no private token");
    await page.getByRole("button", { name: "Private token", exact: true }).click();
    await dialog.getByLabel("Name").fill("Export");
    await dialog.getByLabel("Last day").fill("2030-12-31");
    await dialog.getByRole("button", { name: "Create & View" }).click();
    await expect(dialog.getByText(/^wwpt_/)).toBeVisible();
    await checkThemes(page, "private token, shown");
    await dialog.getByRole("checkbox", { name: "I have saved it" }).check();
    await dialog.getByRole("button", { name: "Done" }).click();
    await choose(page, "Rotate…");
    await checkThemes(page, "rotate a private token");
  });
}
