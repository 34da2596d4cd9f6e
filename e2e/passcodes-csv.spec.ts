import { downloadCsv } from "./fixtures/download";
import { insertPasscodes } from "./fixtures/insert-passcodes";
import { openPasscodes } from "./fixtures/passcode-steps";
import { expect, test } from "./fixtures/sixty-passcodes";

test("the CSV has what is shown, all pages of it, and nothing that a spreadsheet would run", async ({
  page,
  sixty: account,
  database,
  installation,
}) => {
  const names = ['=cmd|"/c calc"!A1', "+1", "@x", 'Quote "q", comma', "Ünïcode ☂"];
  await insertPasscodes(
    { database, installation },
    account,
    names.map((name) => ({ name })),
  );
  await openPasscodes(page);
  await page.getByRole("button", { name: "Columns" }).click();
  for (const name of ["Created by", "Created", "Last used"]) {
    await page.getByRole("menuitemcheckbox", { name, exact: true }).click();
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Name" }).click();
  await expect(page).toHaveURL(/sort=name/);
  const csv = await downloadCsv(page);
  const [head, ...lines] = csv.split("\r\n").filter(Boolean);
  expect(csv.startsWith("\uFEFF")).toBe(true);
  expect(head).toBe('\uFEFF"Name","Hint","Status","Expires"');
  expect(lines).toHaveLength(65);
  expect(lines).toContainEqual(expect.stringContaining(`"'=cmd|""/c calc""!A1",`));
  expect(lines).toContainEqual(expect.stringMatching(/^"'\+1",/));
  expect(lines).toContainEqual(expect.stringMatching(/^"'@x",/));
  expect(lines).toContainEqual(expect.stringMatching(/^"Quote ""q"", comma",/));
  expect(lines).toContainEqual(expect.stringMatching(/^"Ünïcode ☂","ww…0005","Active",""$/));
  expect(lines).toContainEqual(expect.stringMatching(/^"Partner 1","ww…0001","Expired","\d{4}-\d\d-\d\dT[\d:.]+Z"$/));

  await page.getByLabel("Status", { exact: true }).selectOption("Rolling");
  await expect(page).toHaveURL(/status=rolling/);
  expect((await downloadCsv(page)).match(/"Rolling"/g)?.length).toBe(
    (await downloadCsv(page)).split("\r\n").length - 2,
  );
});

test("the CSV is not for who is signed out", async ({ playwright, installation }) => {
  const visitor = await playwright.request.newContext({ baseURL: installation.server.url });
  for (const path of ["/passcodes.csv", "/audit.csv"]) {
    const response = await visitor.get(path);
    expect(response.status(), path).toBe(401);
    expect(await response.text(), path).toBe("Sign in first.\n");
  }
  await visitor.dispose();
});
