import { z } from "zod";
import { query } from "@/lib/core/query";
import { findMailedLink } from "./mailed-link";

/** Whose a mailed link is, and what it would do; it is not spent by asking. @throws AppError `mailed_link_invalid`. */
export const checkMailedLink = query({
  name: "mailed-link.check",
  input: z.strictObject({ link: z.string(), purpose: z.enum(["password_reset", "email_change"]) }),
  run: async ({ db, now }, { link, purpose }) => {
    const { user, newEmail } = await findMailedLink(db, link, purpose, now);
    return { email: user.email, new_email: newEmail, has_totp: Boolean(user.totp?.confirmedAt) };
  },
});
