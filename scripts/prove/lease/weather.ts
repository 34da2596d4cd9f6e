import type { Dice } from "@/scripts/prove/dice";

export const weathers = ["calm", "rough", "storm"] as const;
export type Weather = (typeof weathers)[number];

/** How long one thing takes that goes over the network or happens in the database, in milliseconds: [share, from, to]. */
const spans: Record<Weather, [number, number, number][]> = {
  calm: [[1, 0.1, 2]],
  rough: [
    [0.75, 0.1, 5],
    [0.96, 5, 120],
    [1, 120, 900],
  ],
  storm: [
    [0.6, 0.1, 20],
    [0.92, 20, 400],
    [1, 400, 2600],
  ],
};

/** @returns a throw of the dice for one latency; by the weather of that moment. */
export function latencies(dice: Dice, weather: () => Weather): () => number {
  return () => {
    const share = dice.between(0, 1);
    const [, from, to] = spans[weather()].find(([upTo]) => share < upTo) ?? [1, 0.1, 2];
    return dice.between(from, to);
  };
}
