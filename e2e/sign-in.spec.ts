import { makeAccount, newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { openPasscodes } from "./fixtures/passcode-steps";
import { signIn } from "./fixtures/settings-steps";

test("signing in leads to the page that was asked for", async ({ page, installation }) => {
  await page.goto("/passcodes");
  await expect(page).toHaveURL("/sign-in?next=%2Fpasscodes");
  await signIn(page, installation.account);
  await expect(page.getByRole("heading", { name: "Passcodes" })).toBeVisible();
  await expect(page).toHaveURL("/passcodes");
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name, httpOnly, sameSite, path }) => ({ name, httpOnly, sameSite, path }))).toEqual([
    { name: "watchword", httpOnly: true, sameSite: "Lax", path: "/" },
  ]);
});

for (const next of ["//evil.example", "/\\evil.example", "%09//evil.example", "https://evil.example"]) {
  test(`signing in does not lead to ${next}`, async ({ page, installation }) => {
    await page.goto(`/sign-in?next=${next}`);
    await signIn(page, installation.account);
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
    expect(page.url()).toBe(`${installation.server.url}/overview`);
  });
}

test("ten wrong passwords make one wait, known or not, and a right one is let in after it", async ({
  page,
  installation,
}) => {
  const account = newAccount();
  await makeAccount(installation, account);
  await page.goto("/sign-in");
  for (const email of [newAccount().email, account.email]) {
    for (let attempt = 1; attempt <= 10; attempt++) {
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await signIn(page, { email, password: `wrong ${attempt}` });
      await answered;
      await expect(page.getByRole("main").getByRole("alert")).toHaveText("E-mail or password is not right.");
      await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
    }
    await signIn(page, { email, password: account.password });
    await expect(page.getByRole("main").getByRole("alert")).toHaveText(
      /^Too many attempts\. Try again in (a second|\d+ seconds)\.$/,
    );
    await expect(page.getByRole("button", { name: /^Wait \d+ s$/ })).toBeDisabled();
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
  }
  await signIn(page, account);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("after signing out neither Back nor the old cookie opens anything", async ({
  page,
  installation,
  signedIn: _,
}) => {
  await openPasscodes(page);
  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: "Your menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  expect(await page.context().cookies()).toEqual([]);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText(installation.account.name)).toHaveCount(0);

  await page.context().addCookies(cookies);
  const variants: Record<string, string>[] = [{}, { rsc: "1" }, { rsc: "1", "next-router-prefetch": "1" }];
  for (const variant of variants) {
    const response = await page.request.get("/passcodes", { headers: variant, maxRedirects: 0 });
    expect(await response.text(), JSON.stringify(variant)).not.toContain(installation.account.id);
  }
  const session = await page.request.get("/api/auth/session");
  expect(await session.json()).toEqual({});
  await page.goto("/passcodes");
  await expect(page).toHaveURL("/sign-in?next=%2Fpasscodes");
});

test("next-auth reads the same cookie and ends the same row", async ({ page, installation, signedIn: _ }) => {
  const session = await (await page.request.get("/api/auth/session")).json();
  expect(session.user.email).toBe(installation.account.email);
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const form = { csrfToken, json: "true" };
  const foreign = await page.request.post("/api/auth/signout", { form, headers: { origin: "https://evil.example" } });
  expect(foreign.status()).toBe(403);
  const cookies = await page.context().cookies();
  const ended = await page.request.post("/api/auth/signout", { form, headers: { origin: installation.server.url } });
  expect(ended.status()).toBe(200);
  await page.context().addCookies(cookies);
  await page.goto("/passcodes");
  await expect(page).toHaveURL("/sign-in?next=%2Fpasscodes");
});

test("a sign-in from a foreign, opaque or absent origin is refused, whatever is forwarded", async ({
  page,
  installation,
}) => {
  const { url } = installation.server;
  await page.goto("/sign-in");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await signIn(page, { email: newAccount().email, password: "wrong" });
  const { "next-action": action = "", accept = "" } = (await sent).headers();
  const post = async (more: Record<string, string>) => {
    const headers = { "next-action": action, accept, "content-type": "text/plain;charset=UTF-8", ...more };
    const data = JSON.stringify([{ email: installation.account.email, password: installation.account.password }]);
    const response = await page.request.post(`${url}/sign-in`, { headers, data });
    return { cookie: response.headers()["set-cookie"] ?? "", text: await response.text() };
  };
  const refused: Record<string, string>[] = [
    {},
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    { origin: url, "sec-fetch-site": "cross-site" },
    { origin: url, "sec-fetch-site": "same-site" },
  ];
  for (const headers of refused) {
    const { cookie, text } = await post(headers);
    expect(cookie, JSON.stringify(headers)).not.toContain("watchword=");
    expect(text, JSON.stringify(headers)).not.toContain('"ok":true');
  }
  const { cookie } = await post({ origin: url, "sec-fetch-site": "same-origin" });
  expect(cookie).toMatch(/^watchword=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=lax$/);
});

test("at another name of the same machine the page says where to go, and takes no form", async ({
  page,
  installation,
}) => {
  const { url } = installation.server;
  await page.goto(url.replace("localhost", "elsewhere.localhost"));
  await expect(page.getByRole("link", { name: url })).toBeVisible();
  await signIn(page, installation.account);
  await expect(page.getByText(`This page was not opened at its own address. Open ${url} and try again.`)).toBeVisible();
});
