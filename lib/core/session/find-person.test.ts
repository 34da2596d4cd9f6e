import { expect, test } from "vitest";
import { connect } from "@/scripts/connect";
import { ownDatabase } from "@/scripts/testing/own-database";

// A table is locked here.
await ownDatabase();
const { anonymous } = await import("@/lib/testing/rolled-back");
const { guardedAccount } = await import("@/lib/testing/guarded-account");
const { activeMember } = await import("@/lib/testing/guarded-member");
const { findPerson } = await import("./prove-person");

test("who somebody is, is read as of one moment: what changes between two queries is not half of it (V2)", async () => {
  const account = await guardedAccount();
  const { email } = await activeMember(account.id, "member");
  const other = await connect(process.env.DATABASE_URL ?? "");
  await other.query("BEGIN");
  await other.query("LOCK TABLE totp");
  const finding = findPerson(anonymous(), email);
  const waiting = "SELECT count(*)::int AS n FROM pg_locks WHERE relation = 'totp'::regclass AND NOT granted";
  await expect.poll(async () => (await other.query(waiting)).rows[0].n).toBe(1);
  await other.query(
    "UPDATE membership SET status = 'revoked' WHERE user_id = (SELECT id FROM app_user WHERE email = $1)",
    [email],
  );
  await other.query("COMMIT");
  expect((await finding)?.memberships, "he is refused by a state that never was").toHaveLength(1);
  expect((await findPerson(anonymous(), email))?.memberships).toHaveLength(0);
  await other.end();
});
