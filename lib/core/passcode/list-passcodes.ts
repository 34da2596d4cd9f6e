import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";
import { passcodeLimit, toPasscodeView } from "./passcode-view";

/** The account's passcodes, the newest first, the expired ones among them, and how many of the 100 places are taken. */
export const listPasscodes = query({
  name: "passcode.list",
  input: z.strictObject({}),
  run: async ({ actor, now, db }) => {
    const rows = await db.passcode.findMany({
      where: { accountId: accountIdOf(actor), deletedAt: null },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      include: { secrets: { where: { endedAt: null }, orderBy: { createdAt: "desc" } } },
    });
    return {
      data: rows.map((row) => toPasscodeView(row, row.secrets, now)),
      passcode_count: rows.filter((row) => !row.expiresAt || row.expiresAt > now).length,
      passcode_limit: passcodeLimit,
    };
  },
});
