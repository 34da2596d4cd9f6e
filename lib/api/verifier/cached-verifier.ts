import { hash } from "node:crypto";
import { memoryKeyOf } from "@/lib/core/secrets";
import { type ReadRecord, tokenKindOf } from "@/lib/core/verification/credential-record";
import { type Decision, decideCredential, notFound } from "@/lib/core/verification/decide-credential";
import { metrics } from "@/lib/metrics";
import { basicVerifier, isBasic, type VerifyBasic } from "./basic-verifier";
import type { Reading } from "./batched-reader";
import type { CredentialCache } from "./credential-cache";
import type { Lease } from "./lease";
import { readCredential } from "./read-credential";
import type { Question, Verifier } from "./verifier";

/**
 * Decides from memory while the lease is held, else by the database. What was read is kept, and that there was nothing to read, only
 * where nothing was forgotten, no lease lost and no epoch begun since its query was sent: the ticket says so.
 *
 * @param read takes the lease's ticket right before it sends its query. @param verifyBasic has it taken before it reads, too.
 */
export function cachedVerifier(
  lease: Lease,
  cache: CredentialCache,
  read: (digests: Buffer[]) => Promise<Reading<number | null>>,
  verifyBasic: VerifyBasic,
): Pick<Verifier, "verify" | "recall"> {
  const recall = (question: Question): Decision | null => {
    if (!lease.held()) return null;
    const { kinds, accountId } = question;
    const key = keyOf(question);
    const remembered = cache.get(key);
    if (!remembered) return cache.isUnknown(key) ? notFound : null;
    const now = lease.databaseMsAtMost();
    // So near to a moment that changes it that the database's clock may be past it, the database is asked.
    if (!remembered.stands(now)) return null;
    return kinds.includes(tokenKindOf[remembered.kind]) ? decideCredential(remembered, accountId, now) : notFound;
  };
  const keep = (ticket: number | null, question: Question, record: ReadRecord | null) => {
    if (!lease.isGood(ticket)) return;
    if (record) cache.set(keyOf(question), record);
    else cache.setUnknown(keyOf(question));
  };
  const ofBasic = basicVerifier(verifyBasic, {
    recall,
    begin: () => {
      const ticket = lease.ticket();
      return (question, { record }) => keep(ticket, question, record);
    },
  });
  const verify = async (question: Question): Promise<Decision> => {
    const recalled = recall(question);
    if (recalled) return recalled;
    metrics().reads.inc();
    if (isBasic(question)) return ofBasic(question);
    const found = await readCredential(read, question);
    if (!found) return notFound;
    const { record, ticket } = found;
    keep(ticket, question, record);
    return decideCredential(record, question.accountId, record?.now.getTime() ?? 0);
  };
  return { recall, verify };
}

/** Not the stored digest, which costs a keyed hash: 190 random bits need no key, and memory alone holds it. A password needs one. */
const keyOf = ({ token, request }: Question) => (request ? memoryKeyOf(token) : hash("sha256", token, "binary"));
