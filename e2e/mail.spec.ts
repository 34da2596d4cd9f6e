import { checkThemes } from "./fixtures/axe";
import { insertPasscodes } from "./fixtures/insert-passcodes";
import { newAccount } from "./fixtures/installation";
import { expect, linkIn, mailTo, test } from "./fixtures/mail";
import { makeUser } from "./fixtures/make-user";

const newPassword = "seven quiet herons at dusk";

test("the warning's link leads to the passcode, which is extended; nobody warns of the old end any more", async ({
  page,
  own,
  installation,
  database,
  mailServer,
}) => {
  const [id = ""] = await insertPasscodes({ database, installation }, own, [{ name: "Acme <b>" }]);
  await database.query("UPDATE passcode SET expires_at = clock_timestamp() + interval '60 hours' WHERE id = $1", [id]);
  await database.query("UPDATE passcode SET expires_set_at = created_at - interval '1 year' WHERE id = $1", [id]);
  await page.goto("/notifications");
  await page.getByRole("button", { name: "Send warnings now" }).click();
  await expect(page.getByText("One warning is written")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: own.email }), "without a reload").toContainText("Sent");
  const mail = await mailTo(mailServer, own.email, /^Passcode “Acme <b>” expires on .*, in [23] days$/);
  expect(mail.html).not.toContain("<b>");
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@localhost>$/);

  const link = linkIn(mail, "/passcodes/");
  expect(link).toBe(`${installation.server.url}/passcodes/${id}`);
  await page.goto(link);
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Set day(s)" }).click();
  await dialog.getByLabel("Days until it expires").fill("200");
  await dialog.getByRole("button", { name: "Update" }).click();
  await expect(page.getByText("is updated")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("in 200 days");

  await page.goto("/notifications");
  await page.getByRole("button", { name: "Send warnings now" }).click();
  await expect(page.getByText("Nothing is due")).toBeVisible();
});

test("a forgotten password is replaced by the mailed link, once, whatever host the request names", async ({
  page,
  installation,
  mailServer,
}) => {
  const user = await makeUser(installation, installation.account, "member");
  await page.setExtraHTTPHeaders({ "X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "https" });
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.waitForURL("/forgot-password");
  await checkThemes(page, "forgotten password");
  await page.getByLabel("E-mail").fill(` ${user.email.toUpperCase()}`);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("a mail with a link is on its way")).toBeVisible();
  const link = linkIn(await mailTo(mailServer, user.email, /password/i), "/reset-password");
  expect(new URL(link).origin, "a link to somebody else's server").toBe(installation.server.url);
  await page.setExtraHTTPHeaders({});

  await page.goto(link);
  await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveValue(user.email);
  expect(page.url()).toBe(`${installation.server.url}/reset-password`);
  await page.getByRole("textbox", { name: "Choose a new password" }).fill("too short");
  await page.getByRole("button", { name: "Replace the password" }).click();
  await expect(page.getByText("Password: at least 15 characters.")).toBeVisible();
  await page.setViewportSize({ width: 360, height: 800 });
  await checkThemes(page, "new password with a mistake");
  await page.getByRole("textbox", { name: "Choose a new password" }).fill(newPassword);
  await page.getByRole("button", { name: "Replace the password" }).click();
  await expect(page.getByRole("heading", { name: "Your password is replaced" })).toBeVisible();
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("E-mail").fill(user.email);
  await page.getByRole("textbox", { name: "Password" }).fill(newPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/overview|my-passcode/);
  await mailTo(mailServer, user.email, /password (was|has been|is) /i);

  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not open" })).toBeVisible();
});

test("who is nobody is answered alike, and gets no mail", async ({ page, installation, mailServer }) => {
  const { email } = newAccount();
  const known = await makeUser(installation, installation.account, "member");
  for (const asked of [email, known.email]) {
    await page.goto("/forgot-password");
    await page.getByLabel("E-mail").fill(asked);
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByText(`If ${asked} signs in here, a mail with a link is on its way.`)).toBeVisible();
  }
  await mailTo(mailServer, known.email, /password/i);
  expect(mailServer.received.filter(({ to }) => to === email)).toEqual([]);
});

test("a new e-mail takes effect by the link that went to it; the old one is told", async ({
  page,
  context,
  installation,
  login,
  mailServer,
}) => {
  const user = await makeUser(installation, installation.account, "member");
  await login(context, user);
  await page.goto("/settings/profile");
  const { email } = newAccount();
  await expect(async () => {
    // What is typed before the page is awake is lost.
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Update" }).click();
    await expect(page.getByText(`A link went to ${email}.`)).toBeVisible({ timeout: 4000 });
  }).toPass();
  await expect(page.getByLabel("E-mail")).toHaveValue(user.email);
  await page.goto(linkIn(await mailTo(mailServer, email, /e-mail/i), "/confirm-email"));
  await expect(page.getByText(`${user.email} becomes ${email}`)).toBeVisible();
  await checkThemes(page, "confirm e-mail");
  await page.getByRole("button", { name: "Change my e-mail" }).click();
  await expect(page.getByRole("heading", { name: "Your e-mail is changed" })).toBeVisible();
  await page.getByRole("link", { name: "Go on" }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await mailTo(mailServer, user.email, /e-mail/i);
});

test("an invitation comes by mail, and its link lets in", async ({ page, own, other: joining, mailServer }) => {
  const { email } = newAccount();
  await page.goto("/users");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(email);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  const mail = await mailTo(mailServer, email, /invite/i);
  await joining.goto(linkIn(mail, "/join"));
  await expect(joining.getByRole("heading", { name: `Join ${own.name}` })).toBeVisible();
});
