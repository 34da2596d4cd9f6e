import { expect, test } from "./fixtures/login";
import {
  confirmDelete,
  createPasscode,
  finishReveal,
  openFromRow,
  openPasscodes,
  rowOf,
} from "./fixtures/passcode-steps";

test.beforeEach(async ({ page, signedIn: _ }) => {
  await openPasscodes(page);
});

test("name, contact and end are edited; what is refused stays as it was typed", async ({ page }) => {
  await createPasscode(page, "Before");
  await finishReveal(page);
  const dialog = await openFromRow(page, "Before", "Edit");
  await expect(dialog.getByRole("radio", { name: "As it is (in 90 days)" })).toBeChecked();
  await dialog.getByLabel("Name").fill("After");
  await dialog.getByLabel("Contact e-mail").fill("not an address");
  await dialog.getByRole("button", { name: "Update" }).click();
  await expect(dialog.getByLabel("Contact e-mail")).toHaveAccessibleDescription("E-mail: this is not an address.");
  await dialog.getByLabel("Contact e-mail").fill("ops@after.test");
  await dialog.getByRole("radio", { name: "Set day(s)" }).click();
  await dialog.getByLabel("Days until it expires").fill("3651");
  await dialog.getByRole("button", { name: "Update" }).click();
  await expect(dialog.getByLabel("Days until it expires")).toHaveAccessibleDescription(/^Days: .*1 to 3650/);
  await expect(dialog.getByLabel("Name")).toHaveValue("After");
  await dialog.getByLabel("Days until it expires").fill("12");
  await dialog.getByRole("button", { name: "Update" }).click();
  await expect(page.getByText("“After” is updated")).toBeVisible();
  await expect(rowOf(page, "After")).toContainText("in 12 days");
  await expect(page.getByRole("button", { name: "Actions for After", exact: true })).toBeFocused();

  await openFromRow(page, "After", "Edit");
  await dialog.getByRole("radio", { name: "Forever" }).click();
  await dialog.getByLabel("Contact e-mail").fill("");
  await dialog.getByRole("button", { name: "Update" }).click();
  await expect(rowOf(page, "After")).toContainText("Forever");
  await rowOf(page, "After").getByRole("link").click();
  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem").first()).toContainText("Contact ops@after.test → none");
  await expect(history).toContainText("Name Before → After");
  await expect(history).toContainText("Passcode created");
});

test("a name that another one has is refused at its field", async ({ page }) => {
  for (const name of ["First of two", "Second of two"]) {
    await createPasscode(page, name);
    await finishReveal(page);
  }
  const dialog = await openFromRow(page, "Second of two", "Edit");
  await dialog.getByLabel("Name").fill("FIRST of two");
  await dialog.getByRole("button", { name: "Update" }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/already a passcode named “First of two”/);
  await expect(dialog.getByLabel("Name")).toBeFocused();
});

test("of two editors the second is told, keeps what he typed, and decides", async ({ page, context }) => {
  await createPasscode(page, "Shared");
  await finishReveal(page);
  const other = await context.newPage();
  await openPasscodes(other);
  const mine = await openFromRow(page, "Shared", "Edit");
  await mine.getByLabel("Contact e-mail").fill("mine@two.test");

  const theirs = await openFromRow(other, "Shared", "Edit");
  await theirs.getByLabel("Name").fill("Shared, renamed");
  await theirs.getByLabel("Contact e-mail").fill("theirs@two.test");
  await theirs.getByRole("button", { name: "Update" }).click();
  await expect(other.getByText("“Shared, renamed” is updated")).toBeVisible();

  await mine.getByRole("button", { name: "Update" }).click();
  const notice = mine.getByRole("alert");
  await expect(notice).toContainText("Somebody else has changed this passcode meanwhile");
  await expect(notice.getByRole("row").filter({ hasText: "Contact" })).toHaveText(/theirs@two\.test.*mine@two\.test/);
  await expect(mine.getByLabel("Contact e-mail")).toHaveValue("mine@two.test");
  await expect(mine.getByLabel("Name")).toHaveValue("Shared, renamed");
  await mine.getByRole("button", { name: "Update" }).click();
  await expect(page.getByText("“Shared, renamed” is updated")).toBeVisible();
  await rowOf(page, "Shared, renamed").getByRole("link").click();
  await expect(page.getByRole("region", { name: "History" })).toContainText("Contact theirs@two.test → mine@two.test");
});

test("the edit of one that was deleted meanwhile says so, and what was typed stays", async ({ page, context }) => {
  await createPasscode(page, "Short-lived");
  await finishReveal(page);
  const dialog = await openFromRow(page, "Short-lived", "Edit");
  await dialog.getByLabel("Name").fill("Too late");
  const other = await context.newPage();
  await openPasscodes(other);
  await openFromRow(other, "Short-lived", "Delete");
  await confirmDelete(other, "Short-lived");
  await dialog.getByRole("button", { name: "Update" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("There is no such passcode; it may have been deleted already.");
  await expect(dialog.getByLabel("Name")).toHaveValue("Too late");
});
