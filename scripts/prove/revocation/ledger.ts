import type { Credential, House, State } from "./model";
import { stateOf } from "./model";
import { expectedAt, type Question, type Seen } from "./questions";

let count = 0;
/** The order in which things happened to this process: a request that is written after an answer came in has the higher one. */
export const tick = (): number => ++count;

type Version = {
  /** Of the change. */
  name: string;
  began: number;
  /** Infinity until the answer is there. */
  answered: number;
  states: Map<Credential, State>;
  anyEnd: boolean;
};

export type Observation = { question: Question; started: number; ended: number; seen: Seen; node: string };

/** A change that was asked for and is not yet settled. */
export type OpenChange = {
  /** The answer has come: from now on the new state alone is right. What it is, is told by `settle`. */
  answered(): void;
  /** It was tried more than once, each with its own end in time: which one it got cannot be told. */
  anyEnd(): void;
  settle(): void;
};

export type Wrong = "stale" | "wrongAccept" | "wrongRefusal" | "wrongIdentity";
export type Tally = {
  checks: number;
  accepted: number;
  refused: number;
  unavailable: number;
  lost: number;
} & Record<Wrong, number> & { details: string[] };

export const emptyTally = (): Tally => ({
  ...{ checks: 0, accepted: 0, refused: 0, unavailable: 0, lost: 0 },
  ...{ stale: 0, wrongAccept: 0, wrongRefusal: 0, wrongIdentity: 0, details: [] },
});

/** Older ones than a request may be. */
const versionsMax = 600;
const detailsMax = 20;

/** What was true of one account's credentials when; changes of one account come one after the other. */
export class Ledger {
  readonly #house: House;
  readonly #tally: Tally;
  #versions: Version[] = [];
  #open: Version | null = null;
  /** Seen while a change is under way: what it leads to is not known yet. */
  #waiting: Observation[] = [];

  constructor(house: House, tally: Tally) {
    this.#house = house;
    this.#tally = tally;
  }

  /** @param name of the change. */
  begin(name: string): OpenChange {
    if (this.#open) throw new Error("a change is under way");
    const version: Version = { name, began: tick(), answered: Infinity, states: new Map(), anyEnd: false };
    this.#open = version;
    return {
      answered: () => {
        if (version.answered === Infinity) version.answered = tick();
      },
      anyEnd: () => {
        version.anyEnd = true;
      },
      settle: () => {
        version.states = new Map(this.#house.credentials.map((one) => [one, stateOf(this.#house, one)]));
        this.#versions.push(version);
        if (this.#versions.length > versionsMax) this.#versions.shift();
        this.#open = null;
        for (const observation of this.#waiting.splice(0)) this.#judge(observation);
      },
    };
  }

  observe(observation: Observation): void {
    if (this.#open) this.#waiting.push(observation);
    else this.#judge(observation);
  }

  #judge(observation: Observation): void {
    const { question, started, ended, seen } = observation;
    const tally = this.#tally;
    tally.checks++;
    if (isAccepted(seen)) tally.accepted++;
    else tally.refused++;
    const base = Math.max(
      this.#versions.findLastIndex(({ answered }) => answered <= started),
      0,
    );
    const since = this.#versions.slice(base).map((_, n) => base + n);
    const possible = since.filter((i) => (this.#versions[i]?.began ?? 0) <= ended);
    if (possible.some((i) => this.#fits(i, observation))) return;
    const isOld = this.#versions.slice(0, base).some((_, i) => this.#fits(i, observation));
    const states = possible.map((i) => this.#stateAt(i, question.credential));
    const wrong = isOld ? "stale" : kindOf(observation, states);
    tally[wrong]++;
    if (tally.details.length < detailsMax) {
      tally.details.push(`after "${this.#versions[base]?.name}": ${sentence(wrong, observation, states)}`);
    }
  }

  #fits(index: number, { question, seen }: Observation): boolean {
    const state = this.#stateAt(index, question.credential);
    if (!state) return false;
    const expected = expectedAt(question.place, state);
    return expected.text === seen.text && (this.#versions[index]?.anyEnd || expected.end === seen.end);
  }

  /** What is not asked for any more has the state that it had last. */
  #stateAt(index: number, credential: Credential): State | undefined {
    for (let i = index; i >= 0; i--) {
      const state = this.#versions[i]?.states.get(credential);
      if (state) return state;
    }
    return undefined;
  }
}

function kindOf({ seen }: Observation, possible: (State | undefined)[]): Wrong {
  if (!isAccepted(seen)) return "wrongRefusal";
  return possible.some((state) => state?.verdict === "good") ? "wrongIdentity" : "wrongAccept";
}

const isAccepted = ({ text }: Seen) => /^(200|good)/.test(text);

function sentence(wrong: Wrong, { question, seen, node }: Observation, possible: (State | undefined)[]): string {
  const { place, credential } = question;
  const wanted = possible.map((state) => state && expectedAt(place, state));
  return `${wrong} at ${node}, ${place} of a ${credential.type}: ${JSON.stringify(seen)}; right is ${JSON.stringify(wanted)}`;
}
