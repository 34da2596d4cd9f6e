import type { Page } from "@playwright/test";
import { checkThemes } from "./fixtures/axe";
import { insertPasscodes, somePartners } from "./fixtures/insert-passcodes";
import { makeAccount, newAccount } from "./fixtures/installation";
import { expect, test } from "./fixtures/login";
import { expectPasscodes, openPasscodes } from "./fixtures/passcode-steps";

test.use({ expectedComplaints: [/status of 404/] });
test.setTimeout(180_000);

for (const width of [1440, 360]) {
  test(`axe finds nothing on what is done with passcodes, ${width} px wide in both themes`, async ({
    page,
    context,
    database,
    installation,
    login,
  }) => {
    const account = newAccount();
    await makeAccount(installation, account);
    const ids = await insertPasscodes({ database, installation }, account, somePartners(60));
    await login(context, account);
    await page.setViewportSize({ width, height: 800 });
    await openPasscodes(page);
    await checkThemes(page, "table of every status");
    await page.getByRole("button", { name: "Columns" }).click();
    await checkThemes(page, "columns");
    await page.keyboard.press("Escape");
    await checkDialogs(page, ["Edit", "Rotate", "Suspend", "Delete"], "Partner 5");
    await checkDialogs(page, ["Rotation"], "Partner 7");
    // So tall that the bar below covers no row.
    await page.setViewportSize({ width, height: 3000 });
    await page.goto("/passcodes?size=10");
    await expectPasscodes(page);
    for (const name of ["Partner 3", "Partner 5"]) {
      await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).click();
    }
    await checkThemes(page, "selected");
    await page.setViewportSize({ width, height: 800 });
    for (const name of ["Expiry…", "Suspend…", "Resume…", "Delete…"]) {
      await page.getByRole("button", { name }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await checkThemes(page, `many: ${name}`);
      await page.keyboard.press("Escape");
    }
    await page.goto("/passcodes?q=zzz");
    await checkThemes(page, "no match");
    await database.query("BEGIN; LOCK TABLE passcode");
    try {
      await page.goto("/passcodes", { waitUntil: "commit" });
      await expect(page.getByText("Loading the passcodes")).toBeAttached();
      await checkThemes(page, "the rows on their way");
    } finally {
      // The other stories of this worker have the same database.
      await database.query("ROLLBACK");
    }
    await expectPasscodes(page);
    await database.query(
      `INSERT INTO usage (secret_id, grain, at, network, agent, accepted, expired, suspended, revoked)
         SELECT id, 'hour', date_trunc('hour', now()), '192.0.2.0/24', 'curl/8', 7, 0, 2, 0 FROM secret WHERE passcode_id = $1`,
      [ids[4]],
    );
    await page.goto(`/passcodes/${ids[4]}`);
    await expect(page.getByRole("application", { name: "Calls by day" })).toBeVisible();
    await page.getByText("As a table").click();
    await checkThemes(page, "own page");
    await page.goto(`/passcodes/${ids[0]}`);
    await checkThemes(page, "own page, expired");
    await page.goto("/passcodes/nowhere");
    await checkThemes(page, "no such passcode");
    await page.goto("/settings/project");
    await expect(page.getByRole("button", { name: "Update" })).toBeEnabled();
    await page.getByLabel("Name").fill("");
    await page.getByRole("button", { name: "Update" }).click();
    await expect(page.getByText("Name: must not be empty.")).toBeVisible();
    await checkThemes(page, "project with a mistake");
    await page.goto("/audit");
    await checkThemes(page, "audit log, empty");
  });
}

async function checkDialogs(page: Page, items: string[], name: string): Promise<void> {
  for (const item of items) {
    await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
    await page.getByRole("menuitem", { name: `${item}…` }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await checkThemes(page, `${item} of ${name}`);
    await page.keyboard.press("Escape");
  }
}
