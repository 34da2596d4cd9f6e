import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures/login";
import { createPasscode, finishReveal, openFromRow, openPasscodes } from "./fixtures/passcode-steps";

test("a change that waits for a node says so, is done, and no later one waits for a node that is dead", async ({
  page,
  database,
  signedIn: _,
}) => {
  await openPasscodes(page);
  await createPasscode(page, "Slowly gone");
  await finishReveal(page);
  const dead = randomUUID();
  await database.query("INSERT INTO verifier_node (id, beat_at, started_at) VALUES ($1, now(), now())", [dead]);
  const dialog = await openFromRow(page, "Slowly gone", "Delete");
  await dialog.getByRole("button", { name: "Delete passcode" }).click();
  await expect(dialog.getByRole("status")).toHaveText("Waiting until it is in force on every node…");
  await expect(page.getByText("“Slowly gone” is deleted")).toBeVisible();
  const { rows } = await database.query("SELECT 1 FROM verifier_node WHERE id = $1", [dead]);
  expect(rows, "every later change would wait for it too").toEqual([]);
});
