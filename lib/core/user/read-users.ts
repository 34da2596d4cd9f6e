import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";
import { Prisma } from "@/lib/generated/prisma/client";
import { userIdSchema } from "./lock-member";
import { selectUsers } from "./select-users";

/** Those of the users that are still there, as they are now, in the order asked; at most 500. */
export const readUsers = query({
  name: "user.read",
  input: z.strictObject({ ids: z.array(userIdSchema).max(500, "At most 500 users at once.") }),
  run: async ({ actor, now, db }, { ids }) => {
    const where = Prisma.sql`u.id = ANY(${ids}::uuid[])`;
    const found = new Map((await selectUsers(db, accountIdOf(actor), now, { where })).map((one) => [one.id, one]));
    return ids.flatMap((id) => found.get(id) ?? []);
  },
});
