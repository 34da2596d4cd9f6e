import { downloadCsv } from "./fixtures/download";
import { insertUsers } from "./fixtures/insert-users";
import { expect, test, userCount } from "./fixtures/many-users";
import { openUsers } from "./fixtures/user-steps";

test("search, order, filters, pages and the arrow keys", async ({ page, many: account }) => {
  await openUsers(page);
  await expect(page.getByText(`1–25 of ${userCount}`)).toBeVisible();
  const rows = page.locator("tbody tr");
  await expect(rows.nth(0)).toContainText("Ada Abbott");
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText(`26–50 of ${userCount}`)).toBeVisible();
  await page.getByRole("button", { name: "Last sign-in" }).click();
  await expect(page.getByRole("columnheader", { name: "Last sign-in" })).toHaveAttribute("aria-sort", "descending");
  await page.getByRole("button", { name: "Expires" }).click();
  await expect(rows.nth(0)).toContainText("Expired");

  await page.getByLabel("Status", { exact: true }).selectOption("Invited");
  await expect(page).toHaveURL(/status=invited/);
  await page.getByLabel("Passcode", { exact: true }).selectOption("None");
  await expect(page).toHaveURL(/status=invited&passcode=none/);
  for (const row of await rows.all()) await expect(row).toContainText("Invited");
  await page.getByLabel("Role", { exact: true }).selectOption("Admin");
  await page.getByLabel("Status", { exact: true }).selectOption("Any status");
  await page.getByLabel("Passcode", { exact: true }).selectOption("Any passcode");
  await expect(page).toHaveURL(/[?]role=admin/);
  for (const row of await rows.all()) await expect(row).toContainText("Admin");

  await page.keyboard.press("/");
  await page.keyboard.type("nobody at all");
  await expect(page.getByText("Nobody here has “nobody at all” in name or e-mail.")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page.getByText(`1–25 of ${userCount}`)).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type(`ada.abbott@${account.id}`);
  await expect(page.getByText("1–1 of 1")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText(`1–25 of ${userCount}`)).toBeVisible();
  await rows.nth(0).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(rows.nth(2).getByRole("checkbox")).toBeChecked();
  await page.keyboard.press("ArrowRight");
  await expect(rows.nth(2).getByRole("button")).toBeFocused();
  await page.keyboard.press("c");
  await expect(page.getByRole("dialog")).toContainText("Invite users");
});

test("the address holds the view: a reload and Back show the same", async ({ page, many: _ }) => {
  await openUsers(page);
  await page.getByLabel("Rows on a page").selectOption("10");
  await page.getByRole("button", { name: "E-mail" }).click();
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText(`11–20 of ${userCount}`)).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Role" }).click();
  await page.getByRole("menuitemcheckbox", { name: "TOTP" }).click();
  await page.keyboard.press("Escape");
  // What is seen goes ahead of the address by a moment.
  await expect(page).toHaveURL(({ searchParams }) => {
    const hidden = searchParams.get("hide") ?? "";
    return hidden.includes("role") && !hidden.includes("totp");
  });
  const look = async () => {
    await expect(page.getByText(`11–20 of ${userCount}`)).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "E-mail" })).toHaveAttribute("aria-sort", "ascending");
    await expect(page.getByRole("columnheader", { name: "TOTP" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Role" })).toHaveCount(0);
  };
  await look();
  await page.reload();
  await look();
  await page.goto("/users/roles");
  await page.goBack();
  await look();
  await page.goto("/users?page=99&sort=digest&status=deleted&role=root&hide=name");
  await expect(page.getByText(`51–${userCount} of ${userCount}`)).toBeVisible();
});

test("filters set while the rows are on their way count all, and none of them after Back", async ({
  page,
  many: _,
}) => {
  await openUsers(page);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/[?].*_rsc=/, (route) => answered.then(() => route.continue()));
  await page.getByLabel("Status", { exact: true }).selectOption("Invited");
  await page.getByLabel("Role", { exact: true }).selectOption("Admin");
  await page.getByLabel("Passcode", { exact: true }).selectOption("None");
  answer();
  await expect(page).toHaveURL("/users?status=invited&role=admin&passcode=none");
  await page.goBack();
  await expect(page).toHaveURL("/users");
  await page.getByLabel("Role", { exact: true }).selectOption("Viewer");
  await expect(page).toHaveURL("/users?role=viewer");
});

test("the CSV has what is shown, all pages of it, and nothing that a spreadsheet would run", async ({
  page,
  many: account,
  database,
  installation,
}) => {
  const domain = `${account.id.toLowerCase()}.test`;
  const names = ['=cmd|"/c calc"!A1', "+1", "@x", 'Quote "q", comma'];
  const odd = { role: "viewer", status: "active" } as const;
  await insertUsers(
    { database, installation },
    account,
    names.map((name, index) => ({ ...odd, name, email: `-odd${index}@${domain}` })),
  );
  await openUsers(page, "?hide=role,status,last_sign_in_at,created_at,has_totp");
  const csv = await downloadCsv(page);
  const [head, ...lines] = csv.split("\r\n").filter(Boolean);
  expect(head).toBe('\uFEFF"Name","E-mail","Passcode","Passcode expires"');
  expect(lines).toHaveLength(userCount + names.length);
  expect(lines).toContain(`"'=cmd|""/c calc""!A1","'-odd0@${domain}","None",""`);
  expect(lines).toContain(`"'+1","'-odd1@${domain}","None",""`);
  expect(lines).toContain(`"'@x","'-odd2@${domain}","None",""`);
  expect(lines).toContain(`"Quote ""q"", comma","'-odd3@${domain}","None",""`);
  expect(lines).toContain(`"Ada Abbott","ada.abbott@${domain}","Active",""`);
  await page.getByLabel("Status", { exact: true }).selectOption("Revoked");
  await expect(page).toHaveURL(/status=revoked/);
  const revoked = (await downloadCsv(page)).split("\r\n").filter(Boolean).slice(1);
  expect(revoked.length).toBeGreaterThan(2);
  expect(csv).not.toContain("ww…");
});
