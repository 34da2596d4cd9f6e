import { z } from "zod";
import { lockAccount } from "@/lib/core/account/lock-account";
import type { AuditEntry } from "@/lib/core/audit/append-audit-events";
import { command } from "@/lib/core/command";
import { accountIdOf, type Context } from "@/lib/core/context";
import { AppError, type Issue } from "@/lib/core/errors";
import { emailSchema, nameFromEmail } from "@/lib/core/name";
import { type Role, roles } from "@/lib/core/permissions";
import { makeId } from "@/lib/core/secrets";
import { requireMayAppoint } from "@/lib/core/user/lock-member";
import { makeInvitationLinks } from "./invitation-link";
import { invitationsMax } from "./invitations-max";

const countMessage = `Invitations: 1 to ${invitationsMax} at once.`;

export const inviteUsersInput = z.strictObject({
  invitations: z
    .array(
      z.strictObject({
        email: emailSchema,
        role: z.enum(roles, `Role: one of ${roles.join(", ")}.`),
      }),
      countMessage,
    )
    .min(1, countMessage)
    .max(invitationsMax, countMessage),
});

export const invitedView = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(roles),
  status: z.literal("invited"),
  link: z.string().describe("Opens once, for 7 days; it is in this answer and in no other"),
});
export type InvitedView = z.output<typeof invitedView>;

/**
 * Invites people into the account: all of them or none.
 * @throws AppError `email_taken` with an issue for each that is a member, invited or revoked here already; `invalid_request` (the same
 * address twice, more than 50, what is no address); `forbidden` (only administrators invite administrators).
 */
export const inviteUsers = command({
  name: "user.invite",
  input: inviteUsersInput,
  lock: (tx, _input, actor) => lockAccount(tx, accountIdOf(actor)),
  touches: null,
  run: async (ctx, { invitations }) => {
    requireMayAppoint(ctx.actor, ...invitations.map(({ role }) => role));
    requireEachOnce(invitations.map(({ email }) => email));
    await requireNew(ctx, invitations);
    const data = await inviteAll(ctx, invitations);
    const audit: AuditEntry[] = data.map(({ id, email, role }) => ({
      target: { type: "membership", id, name: email },
      detail: { role },
    }));
    return { output: { data }, audit };
  },
});

/** Many rows by one statement each: fifty people shall not take fifty times as long as one. */
async function inviteAll(ctx: Context, invitations: { email: string; role: Role }[]): Promise<InvitedView[]> {
  const { actor, db, now } = ctx;
  const accountId = accountIdOf(actor);
  const emails = invitations.map(({ email }) => email);
  await db.user.createMany({
    data: emails.map((email) => ({ name: nameFromEmail(email), email, passwordChangedAt: now, createdAt: now })),
    skipDuplicates: true,
  });
  const users = await db.user.findMany({ where: { email: { in: emails } }, select: { id: true, email: true } });
  const userIds = new Map(users.map(({ id, email }) => [email, id]));
  const people = invitations.map((one) => ({ ...one, id: makeId() }));
  await db.membership.createMany({
    data: people.map(({ id, email, role }) => ({
      ...{ id, accountId, userId: userIds.get(email) ?? "", role },
      ...{ status: "invited" as const, createdAt: now },
    })),
  });
  const ids = people.map(({ id }) => id);
  const links = await makeInvitationLinks(ctx, ids);
  return people.map((one, index) => ({ ...one, status: "invited", link: links[index] ?? "" }));
}

function requireEachOnce(emails: string[]): void {
  const issues = emails.flatMap((email, index) =>
    emails.indexOf(email) < index ? [issueOf(index, `${email} is in this list twice.`)] : [],
  );
  if (issues[0]) throw new AppError("invalid_request", issues[0].message, { issues });
}

async function requireNew({ actor, db }: Context, invitations: { email: string }[]): Promise<void> {
  const emails = invitations.map(({ email }) => email);
  const known = await db.membership.findMany({
    where: { accountId: accountIdOf(actor), deletedAt: null, user: { email: { in: emails } } },
    include: { user: { select: { email: true } } },
  });
  const words = {
    active: "is a member already",
    invited: "is invited already",
    revoked: "is here with access revoked",
  };
  const issues = known.map(({ user, status }) =>
    issueOf(emails.indexOf(user.email), `${user.email} ${words[status]}.`),
  );
  if (issues[0]) throw new AppError("email_taken", issues[0].message, { issues });
}

const issueOf = (index: number, message: string): Issue => ({ path: `invitations.${index}.email`, message });
