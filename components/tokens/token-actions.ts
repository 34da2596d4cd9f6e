import type { Command } from "@/components/forms/use-command";

/** What the reader may do with tokens; that he may not do with those of others the commands say. */
export type TokenActions = {
  end: Command<null>;
  endMany: Command<{ ended: number }>;
};

export type TokensHome = {
  /** His membership. */
  selfId: string;
  /** The console sign-in that he reads this by. */
  sessionId: string;
  /** Sees and ends those of others. */
  endsOthers: boolean;
};
