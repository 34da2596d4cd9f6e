import type { Bench } from "./bench";
import type { Credential } from "./credentials";
import { accepts, ourConnect } from "./fill";
import { ourProgram, startServer } from "./start-server";

const pollMs = 5;

/** From the start of our process to its first 200, in ms, once a round; its database runs already, its files are in memory. */
export async function measureColdStart({ flags, stand, credentials, say }: Bench): Promise<number[]> {
  say("Cold starts…");
  const times: number[] = [];
  for (let round = 0; round < flags.rounds; round++) {
    const started = performance.now();
    const isReady = accepts(ourConnect, credentials[0] as Credential);
    const server = await startServer(ourProgram(stand.environment), isReady, pollMs);
    times.push(performance.now() - started);
    await server.stop();
  }
  return times;
}
