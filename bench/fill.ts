import { ask, forEachOf } from "./ask";
import type { Bench } from "./bench";
import type { Credential } from "./credentials";
import type { RunningServer } from "./start-server";
import { connectTarget, type Target } from "./targets";
import { untilWritten } from "./until-written";

const connections = 64;

/**
 * Asks for each once, so that a server that remembers has them all, and waits until it has written that.
 * @param unknown what is to be refused: that there is no such secret is remembered, too.
 * @throws Error where one of the credentials is not accepted, or one of the unknown is
 */
export async function fill(
  { stand }: Bench,
  server: RunningServer,
  target: Target,
  credentials: readonly Credential[],
  unknown: readonly Credential[] = [],
): Promise<void> {
  const expect = (isGood: boolean) => async (credential: Credential) => {
    const answer = await ask(server.origin, target.request, credential);
    if (target.accepts(answer, credential) !== isGood)
      throw new Error(`${target.name} answered ${isGood ? "a good" : "an unknown"} credential: ${answer.body}`);
  };
  await forEachOf(credentials, connections, expect(true));
  await forEachOf(unknown, connections, expect(false));
  await untilWritten(stand);
}

/** Ready is a server that accepts a good credential. */
export const accepts = (target: Target, credential: Credential) => async (origin: string) =>
  target.accepts(await ask(origin, target.request, credential), credential);

/** Our own server by its first dialect. */
export const ourConnect: Target = { ...connectTarget("Watchword, GET /v1/connect"), writesLater: true };
