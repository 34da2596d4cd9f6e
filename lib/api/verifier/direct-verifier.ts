import type { Pool } from "pg";
import { verifyBasic } from "@/lib/core/basic-token/verify-basic";
import { decideCredential } from "@/lib/core/verification/decide-credential";
import { basicVerifier, isBasic } from "./basic-verifier";
import { batchedReader, type RunQuery } from "./batched-reader";
import { databaseObstacles } from "./database-obstacles";
import { readCredential } from "./read-credential";
import type { Verifier } from "./verifier";

/**
 * A verifier that reads the database on every request: right at once after every change, as slow as a query.
 *
 * @param pool ended by `close`.
 */
export function directVerifier(pool: Pool): Verifier {
  let stopping = false;
  const query: RunQuery = async (config) => (await pool.query(config)).rows;
  const read = batchedReader(query, () => null);
  const ofBasic = basicVerifier(verifyBasic, null);
  return {
    verify: async (question) => {
      if (isBasic(question)) return ofBasic(question);
      const found = await readCredential(read, question);
      return decideCredential(found?.record ?? null, question.accountId, found?.record?.now.getTime() ?? 0);
    },
    recall: () => null,
    obstacles: async () => (stopping ? ["stopping"] : databaseObstacles(query)),
    retire: async () => {
      stopping = true;
    },
    close: () => pool.end(),
  };
}
