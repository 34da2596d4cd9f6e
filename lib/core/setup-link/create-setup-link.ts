import { z } from "zod";
import { dayMs } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import type { Caller } from "@/lib/core/context";
import { digestSecret, makeToken } from "@/lib/core/secrets";
import { db } from "@/lib/db";
import { hasAdministrator } from "./find-setup-link";

const insertSetupLink = command({
  name: "setup-link.create",
  input: z.strictObject({}),
  touches: null,
  run: async ({ now, db }) => {
    const link = makeToken("su");
    const expiresAt = new Date(now.getTime() + dayMs);
    const row = await db.setupLink.create({ data: { ...digestSecret(link), expiresAt } });
    return { output: { link }, audit: { target: { type: "setup_link", id: row.id, name: "set-up link" } } };
  },
});

/** A single-use link to the first set-up, good for a day; null where there is an administrator already. */
export async function createSetupLink(caller: Caller): Promise<{ link: string } | null> {
  return (await hasAdministrator(caller.db ?? db())) ? null : insertSetupLink(caller, {});
}
