import { type LastUseTable, lastUseTables, recordLastUse } from "@/lib/core/usage/record-last-use";
import type { CredentialKind } from "@/lib/core/verification/credential-record";
import { log } from "@/lib/log";

/** Where the last use of a kind is noted; passcodes have their counts. */
const tableOf: Partial<Record<CredentialKind, LastUseTable>> = {
  ...{ temporary_token: "token", session_token: "token", jwt: "token", access_token: "token", private_token: "token" },
  ...{ api_key: "api_key", service_key: "service_key" },
};
/** Past it, uses are not noted until the next write. */
const idsMax = 100_000;

/** The tokens and keys that were used since the last write: only that they were. */
export class LastUses {
  readonly #ids = new Map<LastUseTable, Set<string>>();

  note(kind: CredentialKind, id: string): void {
    const table = tableOf[kind];
    if (!table) return;
    const ids = this.#ids.get(table) ?? new Set();
    if (ids.size < idsMax) ids.add(id);
    this.#ids.set(table, ids);
  }

  /** Never rejects: what could not be written is lost, and the next use is noted again. */
  async write(): Promise<void> {
    for (const table of lastUseTables) {
      const ids = this.#ids.get(table);
      if (!ids || ids.size === 0) continue;
      this.#ids.delete(table);
      try {
        await recordLastUse(table, [...ids]);
      } catch (error) {
        log.warn({ err: error }, "the last use of tokens could not be written");
      }
    }
  }
}
