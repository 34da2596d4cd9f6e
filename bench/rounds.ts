import type { Bench } from "./bench";
import { type Credential, mixRefused, pick, writeCredentials } from "./credentials";
import { accepts, fill, ourConnect } from "./fill";
import type { Measured } from "./load";
import { directProgram, ourProgram, type Program, peerProgram, type RunningServer, startServer } from "./start-server";
import { takeTurn } from "./take-turn";
import {
  apiKeyTarget,
  authTarget,
  connectTarget,
  constantTarget,
  introspectionTarget,
  prove,
  type Target,
} from "./targets";
import { untilWritten } from "./until-written";

/** In the order of the table; what the ratios are of. */
export const contestants = {
  connect: ourConnect,
  auth: { ...authTarget("Watchword, GET /v1/auth"), writesLater: true },
  direct: { ...connectTarget("(e) Watchword, reading the database each time"), writesLater: true },
  bare: constantTarget("(a) node:http, constant answer"),
  hashMap: connectTarget("(b) node:http, crypto.hash and a Map"),
  betterAuthMemory: apiKeyTarget("(c) better-auth api-key, in memory"),
  betterAuthPostgres: apiKeyTarget("(c) better-auth api-key, on PostgreSQL"),
  oidcProvider: introspectionTarget("(d) oidc-provider, introspection"),
} satisfies Record<string, Target>;
export type Contestant = keyof typeof contestants;
export type Rounds = Record<Contestant, Measured[]>;

/** How many answers of each kind are looked at before the rounds and after them. */
const proofs = 50;

/**
 * All servers at once on one core, each asked in turn, so that what else happens on the machine hits all alike.
 * @throws Error where a server answers wrong
 */
export async function measureRounds(bench: Bench): Promise<Rounds> {
  const { flags, say } = bench;
  const asked = pick(bench.credentials, Math.ceil(bench.credentials.length / 2));
  const file = writeCredentials(bench.stand, "asked", mixRefused(asked));
  const servers = await startContestants(bench, asked);
  const names = Object.keys(contestants) as Contestant[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Rounds;
  await proveAll(servers, asked);
  // Who writes what he counted when his turn is over comes last, so that nobody's turn pays for another one's.
  const writesLater = (name: Contestant): boolean => "writesLater" in contestants[name];
  const turns = [...names.filter((name) => !writesLater(name)), ...names.filter(writesLater)];
  for (let round = 0; round < flags.rounds; round++) {
    say(`Round ${round + 1} of ${flags.rounds}…`);
    for (const name of turns) {
      results[name].push(await takeTurn(bench, contestants[name], servers[name].origin, file));
    }
    await untilWritten(bench.stand);
  }
  await proveAll(servers, asked);
  for (const server of new Set(Object.values(servers))) await server.stop();
  return results;
}

type Servers = Record<Contestant, RunningServer>;

async function startContestants(bench: Bench, asked: readonly Credential[]): Promise<Servers> {
  const { stand, say } = bench;
  const known = writeCredentials(stand, "known", bench.credentials);
  const start = (name: Contestant, program: Program) => {
    say(`Starting ${contestants[name].name}…`);
    return startServer(program, accepts(contestants[name], asked[0] as Credential));
  };
  const ours = await start("connect", ourProgram(stand.environment));
  await fill(bench, ours, contestants.connect, asked);
  return {
    connect: ours,
    auth: ours,
    direct: await start("direct", await directProgram(stand.environment)),
    bare: await start("bare", peerProgram("bare", [])),
    hashMap: await start("hashMap", peerProgram("hash-map", [known])),
    betterAuthMemory: await start("betterAuthMemory", peerProgram("better-auth", [known])),
    betterAuthPostgres: await start("betterAuthPostgres", peerProgram("better-auth", [known, stand.peerDatabaseUrl])),
    oidcProvider: await start("oidcProvider", peerProgram("oidc-provider", [known])),
  };
}

async function proveAll(servers: Servers, asked: readonly Credential[]): Promise<void> {
  for (const name of Object.keys(contestants) as Contestant[]) {
    await prove(contestants[name], servers[name].origin, pick(asked, Math.min(proofs, asked.length)));
  }
}
