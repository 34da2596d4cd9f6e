import { ensureBuilt, generate } from "./ensure-built.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { endSteps, StepError } from "./run-step.mjs";

/**
 * Installs and builds (or, for development, generates) what is missing. A failure ends the process with one line and what the step printed; a signal
 * ends it with 0 and leaves nothing behind, also afterwards, until whoever goes on takes the signals over.
 * @param {{ say: (line: string) => void, build?: boolean }} options
 */
export async function prepare({ say, build = true }) {
  const stop = () => {
    endSteps();
    process.exit(0);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    await ensureInstalled(say);
    if (build) await ensureBuilt(say);
    else await generate();
  } catch (error) {
    if (error instanceof StepError && error.output) process.stderr.write(`${error.output.trimEnd().slice(-8000)}\n`);
    console.error(error.message);
    process.exit(1);
  }
}
