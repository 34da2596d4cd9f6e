import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";
import { Prisma } from "@/lib/generated/prisma/client";
import { passcodeIdSchema } from "./delete-passcode";
import { selectPasscodes } from "./select-passcodes";

/** Those of the passcodes that are still there, as they are now, in the order asked; at most 500. */
export const readPasscodes = query({
  name: "passcode.read",
  input: z.strictObject({ ids: z.array(passcodeIdSchema).max(500, "At most 500 passcodes at once.") }),
  run: async ({ actor, now, db }, { ids }) => {
    const where = Prisma.sql`p.id = ANY(${ids}::uuid[])`;
    const found = new Map((await selectPasscodes(db, accountIdOf(actor), now, { where })).map((one) => [one.id, one]));
    return ids.flatMap((id) => found.get(id) ?? []);
  },
});
