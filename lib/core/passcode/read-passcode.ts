import { z } from "zod";
import { accountIdOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";
import { passcodeIdSchema } from "./delete-passcode";
import { selectPasscode } from "./select-passcodes";

/** One account passcode. @throws AppError `not_found`, for another account's too. */
export const readPasscode = query({
  name: "passcode.read",
  input: z.strictObject({ id: passcodeIdSchema }),
  run: ({ actor, now, db }, { id }) => selectPasscode(db, accountIdOf(actor), id, now),
});
