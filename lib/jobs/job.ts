export type Job = {
  name: string;
  /** From the end of one run to the beginning of the next. */
  everyMs: number;
  /** @param signal aborted when the server stops: finish what is begun, begin nothing more. */
  run: (signal: AbortSignal) => Promise<void>;
};
