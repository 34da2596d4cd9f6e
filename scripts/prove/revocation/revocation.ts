import { setTimeout as pause } from "node:timers/promises";
import { type Dice, dice as makeDice } from "@/scripts/prove/dice";
import type { Stand } from "@/scripts/prove/stand/open-stand";
import { apiKinds } from "./account-kinds";
import { Calls, type Wait } from "./calls";
import { consoleKinds } from "./console-kinds";
import { type DisturbanceName, disturb, usualWeather } from "./disturbances";
import { questionsOf, replenish } from "./households";
import { keyKinds } from "./key-kinds";
import type { Kind, Tools } from "./kind";
import { emptyTally, Ledger, type Tally } from "./ledger";
import { type Credential, stateOf } from "./model";
import { makePace } from "./pace";
import { passcodeKinds } from "./passcode-kinds";
import { makeHouse } from "./people";
import { Polling, type PollingSize, type Settled } from "./polling";
import type { Question } from "./questions";
import { signInKinds } from "./sign-in-kinds";
import { tokenKinds } from "./token-kinds";

export const kinds: readonly Kind[] = [
  ...[...passcodeKinds, ...apiKinds, ...consoleKinds, ...keyKinds, ...tokenKinds, ...signInKinds],
];

export type Size = PollingSize & {
  accounts: number;
  /** It ends when both are reached. */
  changes: number;
  checks: number;
  /**
   * So many of an account's credentials are asked for right before and right after its change, any ones. Infinity: all of them, after it
   * alone, for then those of the next change are remembered.
   */
  watched: number;
  /** At most so many, over all accounts. */
  changesPerSecond: number;
  /** Done one after the other, over and over where `forever`; each to one node. */
  disturbances: readonly DisturbanceName[];
  forever: boolean;
  /** Milliseconds that a node stands still at most, or its way to the database. */
  longestMs: number;
  seed: number;
};

export type Outcome = {
  tally: Tally;
  byKind: Map<string, number>;
  waits: Wait[];
  errors: string[];
  disturbed: Map<string, number>;
  ended: string[];
  seconds: number;
};

/**
 * Changes what credentials are worth in every way there is, while every node is asked for all of them, and things
 * happen to the nodes. Each answer is compared with the log of what was true when its request began (SECURITY.md V1, V2).
 */
export async function proveRevocation({ nodes, connect }: Stand, size: Size): Promise<Outcome> {
  const dice = makeDice(size.seed);
  for (const node of nodes) usualWeather(node, dice);
  const tally = emptyTally();
  const calls = new Calls(nodes, dice);
  const settled = await Promise.all(Array.from({ length: size.accounts }, () => settle(calls, tally)));
  const polling = new Polling(nodes, settled, tally, size);
  const byKind = new Map(kinds.map(({ name }) => [name, 0]));
  const made = () => [...byKind.values()].reduce((sum, count) => sum + count, 0);
  const isEnough = () => made() >= size.changes && tally.checks >= size.checks;
  const pace = makePace(size.changesPerSecond);
  const started = performance.now();
  const changing = settled.map(async (one) => {
    while (!isEnough()) {
      await pause(pace.take());
      await change(one, { calls, dice }, polling, size, byKind);
    }
  });
  const [disturbed] = await Promise.all([disturbAll({ nodes, connect }, size, isEnough), ...changing]);
  const seconds = (performance.now() - started) / 1000;
  // What waits in the nodes' sockets is answered, and once more all of it is asked for.
  for (const { questions } of settled) await polling.urge(questions);
  await polling.stop();
  calls.close();
  const ended = nodes.filter((node) => node.hasEnded()).map(({ name }) => name);
  return { tally, byKind, waits: calls.waits, errors: calls.errors, disturbed, ended, seconds };
}

async function settle(calls: Calls, tally: Tally): Promise<Settled> {
  const house = await makeHouse(calls);
  const ledger = new Ledger(house, tally);
  await replenish(calls, ledger, house);
  return { house, ledger, questions: questionsOf(house) };
}

/** The kind that was made least often of those that are possible. */
async function change(
  one: Settled,
  tools: Tools,
  polling: Polling,
  size: Size,
  byKind: Map<string, number>,
): Promise<void> {
  const { house, ledger } = one;
  const inTurn = [...kinds].sort((a, b) => (byKind.get(a.name) ?? 0) - (byKind.get(b.name) ?? 0));
  const chosen = inTurn
    .map((kind) => ({ name: kind.name, make: kind.prepare(house, tools) }))
    .find(({ make }) => make !== null);
  if (!chosen?.make) throw new Error("nothing can be changed");
  byKind.set(chosen.name, (byKind.get(chosen.name) ?? 0) + 1);
  const watched = shuffled(oneEach(one.questions.filter(isWorthAsking), tools.dice), tools.dice).slice(0, size.watched);
  // So that the change has something to be late for. Basic takes long to be proved and is seldom remembered from the change before.
  await polling.urge(size.watched === Infinity ? watched.filter(isBasic) : watched);
  const open = ledger.begin(chosen.name);
  let asking = Promise.resolve();
  const answered = () => {
    open.answered();
    asking = polling.urge(watched);
  };
  try {
    await chosen.make({ ...open, answered });
    open.settle();
  } catch (error) {
    throw new Error(`${chosen.name}: ${(error as Error).message}`, { cause: error });
  }
  await replenish(tools.calls, ledger, house);
  one.questions = questionsOf(house);
  // What was asked is remembered again, so that the next change has something to be late for.
  await asking;
}

const isBasic = ({ credential }: Question) => credential.type === "basic";

/** Basic that is refused is proved anew each time and never remembered: it comes in its turn. */
const isWorthAsking = (question: Question) =>
  !isBasic(question) || stateOf(question.house, question.credential).verdict === "good";

function shuffled<T>(list: readonly T[], dice: Dice): T[] {
  const placed = list.map((one) => ({ one, place: dice.between(0, 1) }));
  return placed.sort((a, b) => a.place - b.place).map(({ one }) => one);
}

/** Each credential at one of its places, in any order. */
function oneEach(questions: readonly Question[], dice: Dice): Question[] {
  const byCredential = new Map<Credential, Question[]>();
  for (const question of questions) {
    byCredential.set(question.credential, [...(byCredential.get(question.credential) ?? []), question]);
  }
  return [...byCredential.values()].map((places) => dice.oneOf(places));
}

async function disturbAll({ nodes, connect }: Pick<Stand, "nodes" | "connect">, size: Size, isEnough: () => boolean) {
  const done = new Map<string, number>();
  // Other throws than the changes', for these come in the order of the clock.
  const dice = makeDice(size.seed + 1);
  const client = await connect();
  const more = () =>
    size.disturbances.length > 0 && (size.forever ? !isEnough() : done.size < size.disturbances.length);
  for (let n = 0; more(); n++) {
    await pause(size.forever ? dice.between(500, 2500) : dice.between(100, 500));
    const name = size.disturbances[n % size.disturbances.length] as DisturbanceName;
    await disturb(name, { node: dice.oneOf(nodes), dice, client, longestMs: size.longestMs });
    done.set(name, (done.get(name) ?? 0) + 1);
  }
  await client.end();
  return done;
}
