import type { Bench } from "./bench";
import { type Credential, mixRefused, pick, writeCredentials } from "./credentials";
import { accepts, fill, ourConnect } from "./fill";
import type { Measured } from "./load";
import { ensureCredentials } from "./measure-memory";
import { contestants } from "./rounds";
import { ourProgram, peerProgram, startServer } from "./start-server";
import { takeTurn } from "./take-turn";
import type { Target } from "./targets";

/** Ours and, beside it, (b): what both lose is the machine's caches, and the load program's. */
export type Size = { credentials: number; ours: Measured[]; hashMap: Measured[] };

const sizes = [1000, 10_000, 100_000, 1_000_000];

/** Throughput when so many credentials are known, and all of them are asked for. */
export async function measureSizes(bench: Bench): Promise<Size[]> {
  const { flags, stand, say } = bench;
  await ensureCredentials(bench, Math.min(Math.max(...sizes), flags.credentialsMax));
  const results: Size[] = [];
  for (const size of sizes.filter((one) => one <= flags.credentialsMax)) {
    say(`Throughput at ${size} credentials…`);
    const known = pick(bench.credentials, size);
    const file = writeCredentials(stand, "known-of-size", known);
    const asked = writeCredentials(stand, "asked-of-size", mixRefused(known));
    const isReady = (target: Target) => accepts(target, known[0] as Credential);
    const ours = await startServer(ourProgram(stand.environment), isReady(ourConnect));
    const hashMap = await startServer(peerProgram("hash-map", [file]), isReady(contestants.hashMap));
    await fill(bench, ours, ourConnect, known);
    const result: Size = { credentials: size, ours: [], hashMap: [] };
    for (let round = 0; round < flags.rounds; round++) {
      result.ours.push(await takeTurn(bench, ourConnect, ours.origin, asked));
      result.hashMap.push(await takeTurn(bench, contestants.hashMap, hashMap.origin, asked));
    }
    results.push(result);
    await ours.stop();
    await hashMap.stop();
  }
  return results;
}
