import type { Page } from "@playwright/test";
import { makeUser } from "./fixtures/make-user";
import { expect, test } from "./fixtures/own-account";
import { bearer, choose, statusOf } from "./fixtures/token-steps";

test.setTimeout(120_000);

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
  await expect(dialog.getByText(/^The old one ends in (1 hour|60 minutes|59 minutes)/)).toBeVisible();
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
