/** A heartbeat that came back lets its node answer from memory until so long after it was *sent*. */
export const leaseMs = 2000;
export const beatEveryMs = 500;
/** What clocks of two machines may differ by over one lease. A command waits no longer than lease and margin. */
export const marginMs = 250;
/** A change is announced again after so long, for nodes that were just registering when it was made. */
export const repeatAfterMs = 100;
