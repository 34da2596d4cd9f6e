import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";
import { userIdSchema } from "./lock-member";
import { selectUser } from "./select-users";

/** One user. @throws AppError `not_found`, for another account's too. */
export const readUser = query({
  name: "user.read",
  input: z.strictObject({ id: userIdSchema }),
  run: ({ actor, now, db }, { id }) => selectUser(db, accountIdOf(actor), id, now),
});
