import { z } from "zod";
import { command } from "@/lib/core/command";
import { userOf } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { tellOwner } from "@/lib/core/notice/tell-owner";
import { digestSecret, makeRecoveryCode, makeTotpSeed } from "@/lib/core/secrets";
import { requireFreshSignIn } from "@/lib/core/session/confirm-session";
import { lockUser } from "@/lib/core/user/lock-user";
import { openFromVault, sealInVault } from "@/lib/core/vault";
import { recoveryText, totpCodeInvalid, totpCodeSchema, totpPlace } from "./match-totp-code";
import { otpauthUrl, stepOfCode } from "./totp";

const recoveryCodeCount = 10;

/**
 * Begins the enrolment of TOTP: a new seed, shown once; it is asked for at sign-in when the first code was right.
 * @throws AppError `fresh_sign_in_required`; `already_granted` where TOTP is on.
 */
export const enrolTotp = command({
  name: "totp.enrol",
  input: z.strictObject({}),
  lock: (tx, _input, actor) => lockUser(tx, userOf(actor).userId),
  touches: null,
  run: async ({ actor, now, db }, _input, { locked: { email } }) => {
    const { userId, membershipId, signedInAt, name } = userOf(actor);
    requireFreshSignIn(signedInAt, now);
    const row = await db.totp.findUnique({ where: { userId } });
    if (row?.confirmedAt)
      throw new AppError("already_granted", "TOTP is on already. Remove it first to enrol another device.");
    const secret = makeTotpSeed();
    const data = { ...sealInVault(secret, totpPlace(userId)), createdAt: now, lastStep: 0 };
    await db.totp.upsert({ where: { userId }, create: { userId, ...data }, update: data });
    return {
      output: { secret, otpauth_url: otpauthUrl(secret, email) },
      audit: { target: { type: "membership", id: membershipId, name } },
    };
  },
});

/**
 * Ends the enrolment by the first code, which counts as used. The recovery codes are in this answer and in no other.
 * @throws AppError `fresh_sign_in_required`, `not_found` (nothing was begun, or it is on already), `totp_code_invalid`.
 */
export const confirmTotp = command({
  name: "totp.confirm",
  input: z.strictObject({ code: totpCodeSchema }),
  lock: (tx, _input, actor) => lockUser(tx, userOf(actor).userId),
  // From now on his password alone opens nothing.
  touches: ({ actor }) => [userOf(actor).userId],
  run: async (ctx, { code }, { locked: user }) => {
    const { actor, now, db } = ctx;
    const { userId, membershipId, signedInAt, name } = userOf(actor);
    requireFreshSignIn(signedInAt, now);
    const row = await db.totp.findUnique({ where: { userId } });
    if (!row || row.confirmedAt) throw new AppError("not_found", "There is no enrolment to confirm. Begin it first.");
    const step = stepOfCode(openFromVault(row, totpPlace(userId)), code, now);
    if (step === null) throw totpCodeInvalid();
    await db.totp.update({ where: { userId }, data: { confirmedAt: now, lastStep: step } });
    const codes = Array.from({ length: recoveryCodeCount }, makeRecoveryCode);
    await db.recoveryCode.deleteMany({ where: { userId } });
    await db.recoveryCode.createMany({
      data: codes.map((one) => ({ userId, ...digestSecret(recoveryText(userId, one)) })),
    });
    await tellOwner(ctx, user, "totp_changed", (origin) => ({ ...origin, change: "on", by: null }));
    return { output: { recovery_codes: codes }, audit: { target: { type: "membership", id: membershipId, name } } };
  },
});
