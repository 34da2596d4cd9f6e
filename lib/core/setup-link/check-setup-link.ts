import { z } from "zod";
import { query } from "@/lib/core/query";
import { findSetupLink } from "./find-setup-link";

/** Whether a set-up link still opens; it is not spent by asking. */
export const checkSetupLink = query({
  name: "setup-link.check",
  input: z.strictObject({ link: z.string() }),
  run: async ({ db }, { link }) => ({ valid: (await findSetupLink(db, link)) !== null }),
});
