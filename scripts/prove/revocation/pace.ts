/** What was not done in the last second is made up for, what was missed before is not. */
const madeUpMs = 1000;

/** How often something may be done. */
export type Pace = {
  /** Milliseconds until the next one is due; 0: now. */
  leftMs(): number;
  /** Takes the next place. @returns the milliseconds until it is due. */
  take(): number;
};

/** @param perSecond at most so often; Infinity: without pause. */
export function makePace(perSecond: number): Pace {
  let next = performance.now();
  const leftMs = () => Math.max(0, next - performance.now());
  return {
    leftMs,
    take: () => {
      next = Math.max(next, performance.now() - madeUpMs) + 1000 / perSecond;
      return leftMs();
    },
  };
}
