import { z } from "zod";
import { userOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";
import { selectUser } from "@/lib/core/user/select-users";
import type { UserPasscodeView } from "@/lib/core/user/user-view";

/** What the caller may know of his own passcode before he shows it; null: none was granted. */
export const readOwnPasscode = query({
  name: "own-passcode.read",
  input: z.strictObject({}),
  run: async ({ actor, now, db }): Promise<UserPasscodeView | null> => {
    const { accountId, membershipId } = userOf(actor);
    return (await selectUser(db, accountId, membershipId, now)).passcode;
  },
});
