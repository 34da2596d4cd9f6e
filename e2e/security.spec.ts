import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { enrolTotpAndSave, signIn } from "./fixtures/settings-steps";

test("a changed password ends the other sign-ins on their next request; weak, short and common ones stay out", async ({
  page,
  browser,
  context,
  installation,
  login,
}) => {
  const user = await makeUser(installation, installation.account, "manager");
  await login(context, user);
  const elsewhere = await browser.newContext({ baseURL: installation.server.url });
  await login(elsewhere, user);
  const other = await elsewhere.newPage();
  await other.goto("/passcodes");
  await page.goto("/settings/security");
  const current = page.getByRole("textbox", { name: "Your password" });
  const fresh = page.getByRole("textbox", { name: "New password" });
  const change = page.getByRole("button", { name: "Change password" });
  await expect(page.getByLabel("Code", { exact: true })).toHaveCount(0);

  const refused: [typed: string, words: RegExp][] = [
    ["only fourteen!", /at least 15 characters/],
    ["passwordpassword", /too easy to guess/],
    [`${user.email} ${user.email}`, /too easy to guess/],
    [user.password, /this is the one that you have/],
  ];
  for (const [typed, words] of refused) {
    await current.fill(user.password);
    await fresh.fill(typed);
    await change.click();
    await expect(fresh, typed).toHaveAccessibleDescription(words);
    await expect(current).toHaveValue(user.password);
  }
  await current.fill("not the password");
  await fresh.fill("four lanterns under old bridges");
  await change.click();
  await expect(current).toHaveAccessibleDescription("This is not your password.");
  await expect(fresh).toHaveValue("four lanterns under old bridges");
  await other.reload();
  await expect(other.getByRole("heading", { name: "Passcodes" })).toBeVisible();

  await current.fill(user.password);
  await change.click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await expect(current).toHaveValue("");
  await other.reload();
  await expect(other).toHaveURL("/sign-in?next=%2Fpasscodes");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Security" })).toBeVisible();
  await signIn(other, user);
  await expect(other.getByText("E-mail or password is not right.")).toBeVisible();
  await signIn(other, { ...user, password: "four lanterns under old bridges" });
  await expect(other.getByRole("heading", { name: "Passcodes" })).toBeVisible();
  await elsewhere.close();
});

test("beside TOTP eight characters are enough, and the code is asked for", async ({
  page,
  context,
  installation,
  login,
}) => {
  const user = await makeUser(installation, installation.account, "member");
  await login(context, user);
  await page.goto("/settings/security");
  const { recoveryCodes } = await enrolTotpAndSave(page);
  await page.getByRole("textbox", { name: "Your password" }).fill(user.password);
  await page.getByRole("textbox", { name: "New password" }).fill("q7#Lw2");
  await expect(page.getByText("6 of at least 8 characters.")).toBeVisible();
  await page.getByRole("textbox", { name: "New password" }).fill("q7#Lw2vz");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Code", { exact: true })).toHaveAccessibleDescription(/six digits, or a recovery code/);
  await page.getByLabel("Code", { exact: true }).fill(recoveryCodes[0] ?? "");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
});

test("one's own sign-ins are listed, and each other one is ended from here", async ({
  page,
  browser,
  installation,
  database,
}) => {
  const user = await makeUser(installation, installation.account, "viewer");
  await page.goto("/sign-in?next=/settings/security");
  await signIn(page, user);
  const elsewhere = await browser.newContext({
    baseURL: installation.server.url,
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
  });
  const other = await elsewhere.newPage();
  await other.goto("/sign-in?next=/settings/profile");
  await signIn(other, user);
  await expect(other.getByRole("heading", { name: "Profile" })).toBeVisible();
  await page.reload();
  const lines = page.getByRole("region", { name: "Where you are signed in" }).getByRole("listitem");
  await expect(lines).toHaveCount(2);
  await expect(lines.filter({ hasText: "This sign-in" })).toContainText("Chrome on Linux");
  const theirs = lines.filter({ hasText: "Firefox on Windows" });
  await expect(theirs).toContainText(installation.account.name);
  await expect(theirs).toContainText("in 23 hours");
  await theirs.getByRole("button", { name: "End the sign-in of Firefox on Windows" }).click();
  await expect(page.getByText("That sign-in has ended")).toBeVisible();
  await expect(lines).toHaveCount(1);
  await other.reload();
  await expect(other).toHaveURL("/sign-in?next=%2Fsettings%2Fprofile");
  const { rows } = await database.query(
    "SELECT 1 FROM audit_event WHERE action = 'session.end-other' AND result = 'ok'",
  );
  expect(rows).toHaveLength(1);
  await elsewhere.close();
});
