import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Caller } from "@/lib/core/context";
import { configure } from "./configure";
import { StartError } from "./start-error";

// Fills an account for `npm run demo`, once, through the core's own commands; only the dates are moved into the past afterwards.
process.env.LOG_LEVEL = "silent";

const partners =
  "Acme,Aurora,Baltic,Beacon,Birch,Cobalt,Corvid,Delta,Drift,Ember,Fathom,Fjord,Garnet,Halcyon,Harbor,Indigo,Juniper,Kestrel,Lantern,Meridian,Nimbus,Orchard,Palisade,Quarry,Rampart,Saffron,Tern,Umber,Vesper,Willow";
const purposes = ["orders", "warehouse"];
/** Days of life for each passcode in turn; null is forever. */
const lifetimesDays = [null, 365, 90, 20, null, 7, 180, 30, null, 2, 730, 14];
/** Of those with an end, every so many is expired when it is done. */
const expiredEvery = 6;
const email = "ada.lovelace@watchword.example";

const { settings, closeDatabase } = await configure();
const signInFile = path.join(settings.DATA_DIR, "demo-sign-in");
try {
  if (!existsSync(signInFile)) await fill();
  console.log(`\nDemo account: sign in as\n${readFileSync(signInFile, "utf8")}`);
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
} finally {
  const { db } = await import("@/lib/db");
  await db().$disconnect();
  await closeDatabase();
}

async function fill(): Promise<void> {
  const { createAccount } = await import("@/lib/core/account/create-account");
  const { createSession } = await import("@/lib/core/session/create-session");
  const { readSession } = await import("@/lib/core/session/read-session");
  const { db } = await import("@/lib/db");
  if (await db().account.findFirst()) {
    throw new StartError(`The demo in ${settings.DATA_DIR} was not finished. Delete that folder and start again.`);
  }
  const password = `demo ${randomBytes(12).toString("base64url")}`;
  const request = { id: randomUUID(), address: null, agent: "demo" };
  await createAccount({ actor: { type: "operator" }, request }, { name: "Harbour Trading", email, password });
  const { session_id } = await createSession({ actor: { type: "anonymous" }, request }, { email, password });
  const signedIn = await readSession(session_id);
  if (!signedIn) throw new Error("the demo's administrator cannot sign in");
  await createPasscodes({ actor: signedIn.actor, request });
  await moveIntoThePast(signedIn.actor.accountId);
  // Written last, so that a fill that was interrupted is found out.
  writeFileSync(signInFile, `  ${email}\n  ${password}\n`, { mode: 0o600 });
}

async function createPasscodes(caller: Caller): Promise<void> {
  const { createPasscode } = await import("@/lib/core/passcode/create-passcode");
  const names = purposes.flatMap((purpose) => partners.split(",").map((partner) => `${partner} ${purpose}`));
  for (const [index, name] of names.entries()) {
    await createPasscode(caller, { name, expires_in_days: lifetimesDays[index % lifetimesDays.length] ?? null });
  }
}

/** So that the table shows a year's worth of ages, and some that have expired. */
async function moveIntoThePast(accountId: string): Promise<void> {
  const { db } = await import("@/lib/db");
  const rows = await db().passcode.findMany({ where: { accountId }, orderBy: { createdAt: "asc" } });
  for (const [index, row] of rows.entries()) {
    const agoDays = (rows.length - index) * 6;
    const isExpired = index % expiredEvery === expiredEvery - 2 && row.expiresAt !== null;
    await db().$executeRaw`
      UPDATE passcode SET created_at = created_at - make_interval(days => ${agoDays}::int),
        expires_at = CASE WHEN ${isExpired} THEN clock_timestamp() - make_interval(days => ${(index % 5) + 1}::int) ELSE expires_at END
      WHERE id = ${row.id}::uuid`;
  }
}
