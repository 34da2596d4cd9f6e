import { z } from "zod";
import { query } from "@/lib/core/query";
import { findInvitation } from "./invitation-link";

/** Whom an invitation invites where to; it is not spent by asking. @throws AppError `invitation_invalid`. */
export const checkInvitation = query({
  name: "invitation.check",
  input: z.strictObject({ link: z.string() }),
  run: async ({ db, now }, { link }) => {
    const { membership, createdBy } = await findInvitation(db, link, now);
    return {
      account_name: membership.account.name,
      email: membership.user.email,
      name: membership.user.name,
      role: membership.role,
      invited_by: createdBy,
      /** He signs in elsewhere already: the same password is asked for, and none is chosen. */
      has_password: membership.user.passwordDigest !== null,
    };
  },
});
