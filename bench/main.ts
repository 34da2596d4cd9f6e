import { endSteps } from "@/scripts/run-step.mjs";
import type { Bench } from "./bench";
import { leaveServerCore } from "./cores";
import { type Flags, type Measurement, parseFlags, usage } from "./flags";
import { chooseLoad } from "./load";
import { measureColdStart } from "./measure-cold-start";
import { ensureCredentials, measureMemory } from "./measure-memory";
import { measureRevoke } from "./measure-revoke";
import { measureSizes } from "./measure-sizes";
import { report } from "./report";
import { measureRounds } from "./rounds";
import { openStand } from "./stand";
import { stopServers } from "./start-server";
import type { Results } from "./verdicts";

/** What the rounds are about. */
const usualCredentials = 100_000;

/**
 * `npm run bench`: measures, and prints the result. Missed targets are printed and fail nothing: they are about the machine too.
 * Exits with 1 where something could not be measured, or a server answered wrong.
 */
export async function main(args: string[]): Promise<void> {
  let exitCode = 1;
  const undo: (() => Promise<void>)[] = [];
  let ending: Promise<void> | undefined;
  const undoAll = async () => {
    for (const step of undo.reverse()) await step().catch(console.error);
  };
  // npm passes a signal on that the terminal has sent us already: what is being undone is undone once, and to its end.
  const end = async (code: number) => {
    ending ??= undoAll();
    await ending;
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.removeAllListeners(signal).on(signal, () => void end(130));
  try {
    const flags = parse(args);
    const load = chooseLoad(flags);
    leaveServerCore();
    const opening = openStand();
    const close = () =>
      opening.then(
        (stand) => stand.close(),
        () => undefined,
      );
    undo.push(close, stopServers, async () => endSteps());
    const stand = await opening;
    const bench: Bench = { flags, load, stand, credentials: [], say: console.error };
    await ensureCredentials(bench, Math.min(usualCredentials, flags.credentialsMax));
    console.log(report(await measure(bench), load.name, flags));
    exitCode = 0;
  } catch (error) {
    // What is stopped under a measurement makes it fail.
    if (!ending) console.error(error);
  }
  await end(exitCode);
}

function parse(args: string[]): Flags {
  try {
    return parseFlags(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(1);
  }
}

/** In an order in which the million credentials come last. */
async function measure(bench: Bench): Promise<Results> {
  const isWanted = (name: Measurement) => bench.flags.only.includes(name);
  const results: Results = {};
  if (isWanted("rounds")) results.rounds = await measureRounds(bench);
  if (isWanted("revoke")) results.revoke = await measureRevoke(bench);
  if (isWanted("cold-start")) results.coldStart = await measureColdStart(bench);
  if (isWanted("memory")) results.memory = await measureMemory(bench);
  if (isWanted("sizes")) results.sizes = await measureSizes(bench);
  return results;
}
