import type { Bench } from "./bench";
import { type Credential, mixRefused, pick, writeCredentials } from "./credentials";
import { accepts, fill, ourConnect } from "./fill";
import type { Measured } from "./load";
import { ensureCredentials } from "./measure-memory";
import { contestants } from "./rounds";
import { ourProgram, peerProgram, type RunningServer, startServer } from "./start-server";
import { takeTurn } from "./take-turn";
import { untilWritten } from "./until-written";

/** Ours and, beside it, (b): what both lose is the machine's caches, and the load program's. */
export type Size = { credentials: number; ours: Measured[]; hashMap: Measured[] };

const sizes = [1000, 10_000, 100_000, 1_000_000];

/**
 * Throughput when so many credentials are remembered and, as in the rounds, half of them are asked for. The servers of all sizes run at
 * once and are asked in turn, or a ratio would say how the machine was in one minute and in another.
 */
export async function measureSizes(bench: Bench): Promise<Size[]> {
  const { flags, stand, say } = bench;
  await ensureCredentials(bench, Math.min(Math.max(...sizes), flags.credentialsMax));
  const contests: Contest[] = [];
  for (const size of sizes.filter((one) => one <= flags.credentialsMax)) contests.push(await startContest(bench, size));
  for (let round = 0; round < flags.rounds; round++) {
    say(`Round ${round + 1} of ${flags.rounds} at all sizes…`);
    for (const { result, hashMap, asked } of contests) {
      result.hashMap.push(await takeTurn(bench, contestants.hashMap, hashMap.origin, asked));
    }
    for (const { result, ours, asked } of contests) {
      result.ours.push(await takeTurn(bench, ourConnect, ours.origin, asked));
    }
    await untilWritten(stand);
  }
  for (const { ours, hashMap } of contests) await Promise.all([ours.stop(), hashMap.stop()]);
  return contests.map(({ result }) => result);
}

const isUnknownTo = (known: readonly Credential[]) => {
  const all = new Set(known);
  return (credential: Credential) => !all.has(credential);
};

type Contest = { result: Size; ours: RunningServer; hashMap: RunningServer; asked: string };

async function startContest(bench: Bench, size: number): Promise<Contest> {
  const { stand, say } = bench;
  say(`Asking for each of ${size} credentials…`);
  const known = pick(bench.credentials, size);
  const asked = mixRefused(known.slice(0, Math.ceil(size / 2)));
  const isReady = (target: typeof ourConnect) => accepts(target, known[0] as Credential);
  const file = writeCredentials(stand, `known-of-${size}`, known);
  const ours = await startServer(ourProgram(stand.environment), isReady(ourConnect));
  const hashMap = await startServer(peerProgram("hash-map", [file]), isReady(contestants.hashMap));
  await fill(bench, ours, ourConnect, known, asked.filter(isUnknownTo(known)));
  return {
    result: { credentials: size, ours: [], hashMap: [] },
    ours,
    hashMap,
    asked: writeCredentials(stand, `asked-of-${size}`, asked),
  };
}
