import type { RequestInfo } from "@/lib/core/context";
import type { PresentedKind } from "@/lib/core/verification/credential-record";
import type { Decision } from "@/lib/core/verification/decide-credential";

export type Question = {
  /** The secret as it was presented, untrimmed. */
  token: string;
  /** The kinds that are taken where it was presented; another one is refused without a query (S1). */
  kinds: readonly PresentedKind[];
  /** The public account id that was presented with it; null where the kind names its account by itself. */
  accountId: string | null;
  /** Of Basic, and it makes it a question about Basic: where it came from, for the throttle. */
  request?: RequestInfo;
};

/**
 * What stands between this process and right answers: no database, one that is not migrated, a clock that is over 2 s from the
 * database's, two settings that lead to different databases, the process's end.
 */
export const obstacles = ["database", "migrations", "clock", "databases_differ", "stopping"] as const;
export type Obstacle = (typeof obstacles)[number];

/**
 * Decides about credentials for every dialect, forward-auth and `/v1/verify`. It writes nothing but how often Basic failed.
 * `verify` rejects with AppError `unavailable` within 2 s where it cannot tell, and never refuses a good credential for it; about Basic
 * also as `verifyBasic` does.
 */
export interface Verifier {
  verify(question: Question): Promise<Decision>;
  /** The decision where it is remembered and may be answered from memory at this moment; else null: ask `verify`. */
  recall(question: Question): Decision | null;
  /** Empty when it can decide. */
  obstacles(): Promise<Obstacle[]>;
  /**
   * Gives up what is remembered: every further decision reads the database. Called when the process is told to stop,
   * before it drains.
   */
  retire(): Promise<void>;
  close(): Promise<void>;
}
