import { db, type Tx } from "@/lib/db";

/**
 * Begins a request whose rows another transaction has locked, and lets that one make its change and commit once the request waits;
 * a request that does not wait has answered before it.
 * @returns the request's answer.
 */
export async function whileItWaits<Answer>(
  lock: (tx: Tx) => Promise<unknown>,
  begin: () => Promise<Answer>,
  change: (tx: Tx) => Promise<unknown>,
): Promise<Answer> {
  const attempt = { answered: false, answer: undefined as Promise<Answer> | undefined };
  await db().$transaction(
    async (tx) => {
      await lock(tx);
      attempt.answer = begin().finally(() => {
        attempt.answered = true;
      });
      const [{ me }] = await tx.$queryRaw<[{ me: number }]>`SELECT pg_backend_pid() AS me`;
      for (let waits = false; !waits && !attempt.answered; ) {
        const rows = await db().$queryRaw<unknown[]>`
          SELECT 1 FROM pg_stat_activity WHERE ${me}::int = ANY(pg_blocking_pids(pid))`;
        waits = rows.length > 0;
      }
      await change(tx);
    },
    { timeout: 20_000 },
  );
  return attempt.answer as Promise<Answer>;
}
