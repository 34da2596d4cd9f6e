import { ask, forEachOf } from "./ask";
import type { Bench } from "./bench";
import type { Credential } from "./credentials";
import type { RunningServer } from "./start-server";
import { connectTarget, type Target } from "./targets";
import { untilWritten } from "./until-written";

const connections = 64;

/**
 * Asks for each once, so that a server that remembers has them all, and waits until it has written that. @throws Error where one is not
 * accepted
 */
export async function fill(
  { stand }: Bench,
  server: RunningServer,
  target: Target,
  credentials: readonly Credential[],
): Promise<void> {
  await forEachOf(credentials, connections, async (credential) => {
    const answer = await ask(server.origin, target.request, credential);
    if (!target.accepts(answer, credential))
      throw new Error(`${target.name} refused a good credential: ${answer.body}`);
  });
  await untilWritten(stand);
}

/** Ready is a server that accepts a good credential. */
export const accepts = (target: Target, credential: Credential) => async (origin: string) =>
  target.accepts(await ask(origin, target.request, credential), credential);

/** Our own server by its first dialect. */
export const ourConnect: Target = { ...connectTarget("Watchword, GET /v1/connect"), writesLater: true };
