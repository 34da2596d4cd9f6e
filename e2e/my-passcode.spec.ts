import type { Page } from "@playwright/test";
import { grantPasscode } from "./fixtures/grant-passcode";
import { isAction, repeat } from "./fixtures/hand-made";
import { expect, test } from "./fixtures/login";
import { makeUser } from "./fixtures/make-user";
import { connect } from "./fixtures/passcode-steps";
import { ageSignIns, prove } from "./fixtures/settings-steps";

const everything = (page: Page) =>
  page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      location.href,
      performance.getEntries().map(({ name }) => name),
    ]),
  );

test("one's own passcode is fetched on Show and not before, after a fresh sign-in, and Hide takes it away", async ({
  page,
  context,
  installation,
  database,
  login,
}) => {
  const user = await makeUser(installation, installation.account, "member");
  const secret = await grantPasscode({ database, installation }, user);
  await login(context, user);
  await ageSignIns(database, user);
  const answers: Promise<string>[] = [];
  page.on("response", (response) => answers.push(response.text().catch(() => "")));
  await page.goto("/settings/my-passcode");
  await expect(page.getByText(`ww…${secret.slice(-4)}`)).toBeVisible();
  await expect(page.getByText("in 90 days")).toBeVisible();
  for (const headers of [{}, { rsc: "1" }] as Record<string, string>[]) {
    const source = await page.request.get("/settings/my-passcode", { headers });
    expect(source.headers()["cache-control"]).toContain("no-store");
    expect(await source.text()).not.toContain(secret.slice(5, 25));
  }
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("dialog", { name: "Is it still you?" })).toBeVisible();
  await prove(page, "not the password");
  await expect(page.getByRole("dialog").getByText("This is not your password.")).toBeVisible();
  expect((await Promise.all(answers)).join("\n")).not.toContain(secret.slice(5, 25));
  await prove(page, user.password);
  await expect(page.getByText(secret, { exact: true })).toBeVisible();
  await expect(page.getByRole("tabpanel")).toContainText(installation.account.id);
  const { status } = await connect(page.request, installation.server.url, installation.account.id, secret);
  expect(status).toBe(200);

  await page.getByRole("button", { name: "Hide" }).click();
  expect(await everything(page)).not.toContain(secret.slice(5, 25));
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByText(secret, { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Profile" }).click();
  await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("button", { name: "Show" })).toBeVisible();
  expect(await everything(page)).not.toContain(secret.slice(5, 25));
  const { rows } = await database.query(
    `SELECT count(*)::int AS n FROM audit_event e JOIN membership m ON m.id::text = e.actor_id JOIN app_user u ON u.id = m.user_id
     WHERE u.email = $1 AND e.action = 'own-passcode.reveal' AND e.result = 'ok'`,
    [user.email],
  );
  expect(rows[0].n).toBe(2);
});

test("nobody else has it shown: not an administrator, not with the same request", async ({
  page,
  context,
  installation,
  database,
  login,
}) => {
  const user = await makeUser(installation, installation.account, "member");
  const secret = await grantPasscode({ database, installation }, user);
  await login(context, user);
  await page.goto("/settings/my-passcode");
  const asked = page.waitForRequest(isAction);
  await page.getByRole("button", { name: "Show" }).click();
  const request = await asked;
  await expect(page.getByText(secret, { exact: true })).toBeVisible();
  await login(context, installation.account);
  expect(await repeat(page, request, [{}], installation.server.url)).not.toContain(secret);
  const { rows } = await database.query(
    "SELECT id FROM membership WHERE org_user_id = (SELECT max(org_user_id) FROM membership)",
  );
  const answer = await repeat(page, request, [{ id: rows[0].id }], installation.server.url);
  expect(answer).toContain("invalid_request");
  expect(answer).not.toContain(secret);
  await page.goto("/settings/my-passcode");
  await expect(page.getByText(`No passcode was granted to you in ${installation.account.name}.`)).toBeVisible();
  await expect(page.getByText("Ask an administrator")).toBeVisible();
  await expect(page.getByRole("button", { name: "Show" })).toHaveCount(0);
});
