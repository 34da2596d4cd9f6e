import { accountIdOf } from "@/lib/core/context";
import { query } from "@/lib/core/query";
import { type ApiKeyView, apiKeyNumber, liveKey, noSuchKey, toApiKeyView } from "./api-key-view";

/** A member's live API key, without the key. @throws AppError `not_found`, for another account's too. */
export const readApiKey = query({
  name: "api-key.read",
  input: apiKeyNumber,
  run: async ({ actor, db }, { number }): Promise<ApiKeyView> => {
    const row = await db.apiKey.findFirst(liveKey(accountIdOf(actor), number));
    if (!row?.membership) throw noSuchKey();
    return toApiKeyView(row, row.membership);
  },
});
