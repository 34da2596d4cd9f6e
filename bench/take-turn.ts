import type { Bench } from "./bench";
import { checkMeasured, type Measured } from "./load";
import type { Target } from "./targets";

/** Until what is new in each turn is new no more: the code, and an entry for each credential in what is counted. */
const warmUpSeconds = 3;

/** One server's turn in a round. @throws Error where it answered wrong */
export async function takeTurn(bench: Bench, target: Target, origin: string, file: string): Promise<Measured> {
  const { load, flags } = bench;
  await load.run(origin, target.request, file, warmUpSeconds);
  const measured = await load.run(origin, target.request, file, flags.seconds);
  checkMeasured(target, measured);
  return measured;
}
