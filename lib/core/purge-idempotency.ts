import { db, type Tx } from "@/lib/db";
import { answerHours, secretMinutes } from "./idempotency";

/** Removes the answers that no repeat gets any more. Not a command: it changes nothing that anybody can see. */
export async function purgeAnswers(tx?: Tx): Promise<void> {
  await (tx ?? db()).$executeRaw`
    DELETE FROM idempotency WHERE created_at < clock_timestamp() - make_interval(hours => ${answerHours}::int)`;
}

/** Removes the sealed secrets of answers after their 15 minutes; what is sealed is not kept for longer than it is given. */
export async function purgeSealedAnswers(tx?: Tx): Promise<void> {
  await (tx ?? db()).$executeRaw`
    UPDATE idempotency SET sealed_output = NULL
    WHERE sealed_output IS NOT NULL AND created_at < clock_timestamp() - make_interval(mins => ${secretMinutes}::int)`;
}
