/**
 * Puts work off until all that came in with this turn of the event loop was looked at, then does all of it in one go, in its order. With
 * one item it is done as good as at once.
 *
 * Answers are written so: each write wakes who waits for it, and where that is a proxy on the same machine, which asks for many, it was
 * woken for every single answer and fell asleep before the next one. Waking it cost as much as deciding (ARCHITECTURE 51).
 *
 * @param work does not throw: what comes after it in the turn would be lost.
 */
export function atEndOfTurn<Item>(work: (item: Item) => void): (item: Item) => void {
  let waiting: Item[] = [];
  const doAll = () => {
    const all = waiting;
    waiting = [];
    for (const item of all) work(item);
  };
  return (item) => {
    if (waiting.push(item) === 1) setImmediate(doAll);
  };
}
