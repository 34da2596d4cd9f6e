import { z } from "zod";
import { query } from "@/lib/core/query";
import { findMailedLink } from "./mailed-link";

const input = z.strictObject({ link: z.string() });

/** Whose password a link replaces; it is not spent by asking. @throws AppError `mailed_link_invalid`. */
export const checkPasswordLink = query({
  name: "mailed-link.check",
  input,
  run: async ({ db, now }, { link }) => {
    const { user } = await findMailedLink(db, link, "password_reset", now);
    return { email: user.email, has_totp: Boolean(user.totp?.confirmedAt) };
  },
});

/** Whose e-mail a link changes into which; it is not spent by asking. @throws AppError `mailed_link_invalid`. */
export const checkEmailLink = query({
  name: "mailed-link.check",
  input,
  run: async ({ db, now }, { link }) => {
    const { user, newEmail } = await findMailedLink(db, link, "email_change", now);
    return { email: user.email, new_email: newEmail ?? "" };
  },
});
