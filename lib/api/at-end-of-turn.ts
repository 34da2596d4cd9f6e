/**
 * Puts work off until all that came in with this turn of the event loop was looked at, then does all of it in one go, in its order. Where
 * there is one thing to do it is done as good as at once.
 *
 * Answers are written so: each write wakes who waits for it, and where that is a proxy on the same machine, which asks for many, it was
 * woken for every single answer and fell asleep before the next one. Waking it cost as much as deciding (ARCHITECTURE 51).
 *
 * @param work does not throw: what comes after it in the turn would be lost.
 */
export function atEndOfTurn(work: () => void): void {
  if (waiting.push(work) === 1) setImmediate(doAll);
}

let waiting: (() => void)[] = [];

function doAll(): void {
  const all = waiting;
  waiting = [];
  for (const work of all) work();
}
