import { z } from "zod";
import { policyOf } from "@/lib/core/account/policy";
import { command } from "@/lib/core/command";
import type { Caller } from "@/lib/core/context";
import { foldCase } from "@/lib/core/name";
import { readOutside } from "@/lib/core/read-outside";
import { mustOf } from "@/lib/core/session/member-actor";
import { findPerson, type Person, type Proof, wrongLogin } from "@/lib/core/session/prove-person";
import { issueTemporaryToken } from "@/lib/core/temporary-token/issue-temporary-token";
import { chargeAttempt } from "@/lib/core/throttle/charge-attempt";
import { beginSignIn, type JoinedMembership, signInEntry } from "@/lib/core/token/prove-for-token";
import type { Db } from "@/lib/db";
import { DigestMethod } from "@/lib/generated/prisma/enums";
import { keptDigestsOf } from "./digest-logins";

const createDigestLoginInput = z.strictObject({
  /** Hexadecimal, of `e-mail:password`; what is none is a wrong one. */
  credentials: z.string(),
  method: z.string(),
  /** Whether the account is named by its realm or by its name. */
  by: z.enum(["realm", "name"]),
  account: z.string(),
});
type Given = z.output<typeof createDigestLoginInput>;

/**
 * A temporary token of a member, by a digest of his e-mail and password, in the account that is named. The digest is as good as the
 * password and no code goes with it, so it is for accounts that ask for it, and for nobody with TOTP.
 * @throws AppError `credential_invalid`, the same for all that is wrong, TOTP, an account that requires it or has this switched off, a
 * password that must be changed; `throttled`. Source: seed 001, WIRE.md section 2.
 */
export const createDigestLogin = command({
  name: "digest-login.create",
  input: createDigestLoginInput,
  prepare: proveByDigest,
  touches: null,
  run: async (ctx, _input, { prepared }) => {
    const { membership, digests } = prepared;
    const { id: membershipId, userId, account } = membership;
    const signIn = await beginSignIn(ctx, prepared);
    // A change may have ended it before the person was read.
    if (!(await ctx.db.digestLogin.findFirst({ where: { userId, digest: { in: digests } } }))) throw wrongLogin();
    const { token, row } = await issueTemporaryToken(ctx, { account, membershipId }, signIn);
    return {
      output: { id: row.id, token, account_id: account.publicId },
      audit: signInEntry(prepared),
    };
  },
});

async function proveByDigest(caller: Caller, given: Given) {
  // There is no name: what is repeated counts as one, and the address is counted with it.
  const name = `digest ${given.method} ${given.credentials.toLowerCase()} ${foldCase(given.account)}`;
  const charge = await chargeAttempt(caller.db, name, caller.request.address);
  const { user, digests, now } = await readOutside(caller, async (db, now) => ({
    ...(await findByDigest(caller, db, given)),
    now,
  }));
  const membership = user?.memberships.find((one) => isNamed(one, given) && letsIn(one, user, now));
  if (!user || !membership) throw wrongLogin();
  const proof: Proof = { charge, user, match: null, newDigest: null, digestLogins: null };
  return { proof, membership, digests };
}

async function findByDigest(caller: Caller, db: Db, { credentials, method }: Given) {
  const digests = (isMethod(method) && keptDigestsOf(method, credentials)) || [];
  const found = await db.digestLogin.findFirst({ where: { digest: { in: digests } }, include: { user: true } });
  return { digests, user: found && (await findPerson(caller, found.user.email)) };
}

const isMethod = (text: string): text is DigestMethod => Object.hasOwn(DigestMethod, text);

const isNamed = ({ account }: JoinedMembership, given: Given) =>
  foldCase(given.by === "realm" ? account.realm : account.name) === foldCase(given.account);

function letsIn({ account }: JoinedMembership, user: Person, now: Date): boolean {
  const policy = policyOf(account.policy);
  const isOn = policy.digest_login && policy.dialects.temporary;
  // An account that requires TOTP asks for it first of who has none.
  return isOn && user.totp === null && mustOf({ ...user, hasTotp: false }, policy, now) === null;
}
