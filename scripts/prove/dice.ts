/** A reproducible throw of the dice: mulberry32. */
export function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (n: number) => Math.floor(next() * n);
  return {
    chance: (p: number) => next() < p,
    upTo,
    between: (low: number, high: number) => low + next() * (high - low),
    oneOf: <T>(list: readonly T[]): T => list[upTo(list.length)] as T,
  };
}
export type Dice = ReturnType<typeof dice>;
