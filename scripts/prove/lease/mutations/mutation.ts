import type { Edit } from "@/scripts/prove/lease/bundle";
import type { PlanKind } from "@/scripts/prove/lease/plans";

/** A rule, and the real code without it. */
export type Mutation = {
  /** The rule in words. */
  rule: string;
  edits: Edit[];
  /** What the runs are that break. */
  plans: PlanKind;
  /**
   * What breaks without the rule: a change that was answered, the end of a credential, or how long a change may wait. Null: nothing, for
   * `why` is so.
   */
  breaks: "an old state" | "an end" | "waiting" | null;
  why?: string;
  /** A seed with which it breaks soon. */
  seed: number;
};

type Changed = [file: string, from: string, to: string];

const mutation = (rule: string, seed: number, edits: Changed[], rest: Partial<Mutation>): Mutation => ({
  rule,
  seed,
  edits: edits.map(([file, from, to]) => ({ file, from, to })),
  plans: "anything",
  breaks: "an old state",
  ...rest,
});

/** Without it a request is decided by a state that an answered change has ended. */
export const safety = (rule: string, seed: number, plans: PlanKind, ...edits: Changed[]) =>
  mutation(rule, seed, edits, { plans });

/** Without it a credential is good after its end, or refused before. */
export const ending = (rule: string, seed: number, plans: PlanKind, ...edits: Changed[]) =>
  mutation(rule, seed, edits, { breaks: "an end", plans });

/** Without it a change waits longer than it should. */
export const waiting = (rule: string, seed: number, plans: PlanKind, ...edits: Changed[]) =>
  mutation(rule, seed, edits, { breaks: "waiting", plans });

/** Without it nothing breaks that is promised. */
export const spare = (rule: string, why: string, ...edits: Changed[]) =>
  mutation(rule, 1, edits, { breaks: null, why });
