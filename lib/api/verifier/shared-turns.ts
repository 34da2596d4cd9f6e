/**
 * Work of one key, one after the other: whoever comes while some is under way shares what comes next with all who come meanwhile. What
 * he gets was begun after he came, so that no change that was answered before can be missed by it.
 *
 * @returns a function from a key and its work to the result; it rejects as the work does.
 */
export function sharedTurns<Result>(): (key: string, work: () => Promise<Result>) => Promise<Result> {
  const turns = new Map<string, { over: Promise<void>; next: Promise<Result> | null }>();
  const begin = (key: string, work: () => Promise<Result>): Promise<Result> => {
    const result = work();
    const turn = { over: result.then(nothing, nothing), next: null };
    turns.set(key, turn);
    void turn.over.then(() => {
      if (turn.next === null) turns.delete(key);
    });
    return result;
  };
  return (key, work) => {
    const turn = turns.get(key);
    if (!turn) return begin(key, work);
    turn.next ??= turn.over.then(() => begin(key, work));
    return turn.next;
  };
}

const nothing = () => undefined;
