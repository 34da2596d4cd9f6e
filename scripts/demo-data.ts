import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Caller } from "@/lib/core/context";
import { configure } from "./configure";
import { sendMails } from "./demo-mails";
import { createPeople } from "./demo-people";
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
  const { closeAnswers } = await import("@/lib/core/node/in-force-everywhere");
  await closeAnswers();
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
  const step = await createSession({ actor: { type: "anonymous" }, request }, { email, password });
  const signedIn = "session_id" in step ? await readSession(step.session_id) : null;
  if (!signedIn) throw new Error("the demo's administrator cannot sign in");
  const { accountId } = signedIn.actor;
  await createPasscodes({ actor: signedIn.actor, request });
  await moveIntoThePast(accountId);
  await createPeople({ actor: signedIn.actor, request }, accountId);
  await addUsage(accountId);
  await sendMails(accountId);
  // Written last, so that a fill that was interrupted is found out.
  writeFileSync(signInFile, `  ${email}\n  ${password}\n`, { mode: 0o600 });
}

async function createPasscodes(caller: Caller): Promise<void> {
  const { createPasscode } = await import("@/lib/core/passcode/create-passcode");
  const { rotatePasscode } = await import("@/lib/core/passcode/rotate-passcode");
  const { updatePasscode } = await import("@/lib/core/passcode/update-passcode");
  const names = purposes.flatMap((purpose) => partners.split(",").map((partner) => `${partner} ${purpose}`));
  for (const [index, name] of names.entries()) {
    const contact_email = index % 3 === 0 ? `api@${name.split(" ")[0]?.toLowerCase()}.example` : null;
    const expires_in_days = lifetimesDays[index % lifetimesDays.length] ?? null;
    const { id, version } = await createPasscode(caller, { name, expires_in_days, contact_email });
    if (index % 11 === 4) await rotatePasscode(caller, { id, overlap_seconds: 604_800 });
    else if (index % 13 === 7) await updatePasscode(caller, { id, suspended: true, version });
  }
}

/** So that the table shows a year's worth of ages, and some that have expired. */
async function moveIntoThePast(accountId: string): Promise<void> {
  const { db } = await import("@/lib/db");
  const rows = await db().passcode.findMany({
    where: { accountId, membershipId: null },
    orderBy: { createdAt: "asc" },
  });
  for (const [index, row] of rows.entries()) {
    const agoDays = (rows.length - index) * 6;
    const isExpired = index % expiredEvery === expiredEvery - 2 && row.expiresAt !== null;
    await db().$executeRaw`
      UPDATE passcode SET created_at = created_at - make_interval(days => ${agoDays}::int),
        expires_at = CASE WHEN ${isExpired} THEN clock_timestamp() - make_interval(days => ${(index % 5) + 1}::int) ELSE expires_at END
      WHERE id = ${row.id}::uuid`;
  }
}

/** A month of calls by two callers each, more by day than by night; every fifth passcode is not called at all. */
async function addUsage(accountId: string): Promise<void> {
  const { db } = await import("@/lib/db");
  await db().$executeRaw`
    INSERT INTO usage (secret_id, grain, at, network, agent, accepted, revoked)
    SELECT s.id, 'hour', h.at, '198.51.100.0/24', a.agent,
           greatest(0, round((6 + 5 * sin((extract(hour FROM h.at) - 8) * pi() / 12)) * (1 + abs(hashtext(s.id::text)) % 7)))::int,
           CASE WHEN s.retires_at IS NOT NULL AND h.at > clock_timestamp() - interval '2 days' THEN 1 ELSE 0 END
    FROM secret s JOIN passcode p ON p.id = s.passcode_id
    CROSS JOIN (VALUES ('curl/8.5'), ('Acme-Sync/2.1 (Node 22)')) AS a(agent)
    CROSS JOIN generate_series(date_trunc('hour', clock_timestamp(), 'UTC') - interval '30 days',
                               date_trunc('hour', clock_timestamp(), 'UTC') - interval '1 hour', interval '3 hours') AS h(at)
    WHERE p.account_id = ${accountId}::uuid AND abs(hashtext(p.id::text)) % 5 > 0 AND h.at > p.created_at
      AND (p.expires_at IS NULL OR h.at < p.expires_at)`;
  await db().$executeRaw`
    UPDATE passcode p SET last_used_at = u.at FROM (
      SELECT s.passcode_id, max(u.at) AS at FROM usage u JOIN secret s ON s.id = u.secret_id GROUP BY 1) u
    WHERE u.passcode_id = p.id AND p.account_id = ${accountId}::uuid`;
}
