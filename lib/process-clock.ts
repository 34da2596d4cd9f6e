/** The clocks and timers of this process: for spans alone. What is valid until when goes by the database's clock. */
export type ProcessClock = {
  /** Milliseconds since some moment; nobody sets it, and it may stand still while the machine sleeps. */
  monotonic(): number;
  /** Milliseconds since 1970; somebody may set it, and it goes on while the machine sleeps. */
  wall(): number;
  /** Calls back after a span in milliseconds. @returns what takes it back. */
  after(ms: number, call: () => void): () => void;
  /** Calls back when what came in together with this has been looked at. */
  soon(call: () => void): void;
};

export const processClock: ProcessClock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  soon: (call) => void setImmediate(call),
};

/** Resolves after a span in milliseconds. */
export const sleep = (clock: ProcessClock, ms: number) =>
  new Promise<void>((resolve) => void clock.after(ms, () => resolve()));

/** What the work gives, or `null` where it takes longer than a span in milliseconds; what it throws. */
export async function within<T>(clock: ProcessClock, ms: number, work: Promise<T>): Promise<T | null> {
  let cancel = () => {};
  const over = new Promise<null>((resolve) => {
    cancel = clock.after(ms, () => resolve(null));
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    cancel();
  }
}
