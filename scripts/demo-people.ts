import type { Caller } from "@/lib/core/context";
import type { Role } from "@/lib/core/permissions";

// The demo's users: invited, joined and granted through the core's own commands; only their dates are moved into the past.
const firstNames =
  "Amina,Ben,Chiara,Dmitri,Elif,Farid,Greta,Hiro,Ines,Jonas,Kofi,Leila,Mateo,Nora,Olu,Priya,Quentin,Rosa,Sami,Tove";
const lastNames = "Abbott,Berg,Costa,Demir,Eriksen,Fofana,Garcia,Haddad,Ivanova,Jansen";
/** Validity in days, in turn; null is infinite. */
const validitiesDays = [90, null, 365, 20, 180, 5, 30, null];
/** So many of the users have not joined yet. */
const invitedCount = 12;
const batchSize = 50;

/** 199 users beside the administrator: in every role and status, with passcodes of every status. */
export async function createPeople(caller: Caller, accountId: string): Promise<void> {
  const { inviteUsers } = await import("@/lib/core/invitation/invite-users");
  const people = lastNames.split(",").flatMap((last) => firstNames.split(",").map((first) => `${first}.${last}`));
  const invitations = people.slice(0, 199).map((name, index) => ({
    email: `${name.toLowerCase()}@harbour.example`,
    role: roleOf(index),
  }));
  const ids: string[] = [];
  for (let start = 0; start < invitations.length; start += batchSize) {
    const { data } = await inviteUsers(caller, { invitations: invitations.slice(start, start + batchSize) });
    ids.push(...data.map(({ id }) => id));
  }
  await letJoin(accountId, ids.slice(invitedCount));
  await givePasscodes(caller, ids.slice(invitedCount));
  await moveIntoThePast(accountId);
}

const roleOf = (index: number): Role =>
  index % 40 === 13 ? "admin" : index % 9 === 4 ? "manager" : index % 7 === 5 ? "viewer" : "member";

/** As if each had opened his link: hashing two hundred passwords would make the first start wait. Nobody can sign in as one of them. */
async function letJoin(accountId: string, ids: string[]): Promise<void> {
  const { db } = await import("@/lib/db");
  await db().membership.updateMany({ where: { accountId, id: { in: ids } }, data: { status: "active" } });
  await db().invitation.updateMany({ where: { membershipId: { in: ids } }, data: { endedAt: new Date() } });
}

async function givePasscodes(caller: Caller, ids: string[]): Promise<void> {
  const { grantUserPasscode } = await import("@/lib/core/user-passcode/grant-user-passcode");
  const { revokeUserPasscode } = await import("@/lib/core/user-passcode/revoke-user-passcode");
  const { updateUser } = await import("@/lib/core/user/update-user");
  for (const [index, id] of ids.entries()) {
    if (index % 3 === 2) continue;
    await grantUserPasscode(caller, { id, validity_days: validitiesDays[index % validitiesDays.length] ?? null });
    if (index % 17 === 3) await revokeUserPasscode(caller, { id });
    if (index % 23 === 6) await updateUser(caller, { id, status: "revoked" });
  }
}

/** A year of ages, a month of sign-ins, and some passcodes that have expired. */
async function moveIntoThePast(accountId: string): Promise<void> {
  const { db } = await import("@/lib/db");
  await db().$executeRaw`
    UPDATE membership m SET created_at = m.created_at - make_interval(days => (n.row * 2)::int),
      last_sign_in_at = CASE WHEN m.status = 'invited' OR n.row % 6 = 1 THEN NULL
                             ELSE m.created_at - make_interval(hours => (n.row * n.row % 700)::int) END
    FROM (SELECT id, row_number() OVER (ORDER BY org_user_id) AS row FROM membership WHERE account_id = ${accountId}::uuid) n
    WHERE n.id = m.id AND n.row > 1`;
  await db().$executeRaw`
    UPDATE passcode p SET created_at = p.created_at - interval '40 days',
      expires_at = CASE WHEN n.row % 7 = 4 THEN clock_timestamp() - make_interval(days => (n.row % 20 + 1)::int) ELSE p.expires_at END
    FROM (SELECT id, row_number() OVER (ORDER BY created_at) AS row FROM passcode
          WHERE account_id = ${accountId}::uuid AND membership_id IS NOT NULL AND deleted_at IS NULL) n
    WHERE n.id = p.id`;
}
