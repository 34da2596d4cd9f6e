import fc from "fast-check";
import { things } from "./credentials";
import { commanderFaults, databaseFaults, type Fault, nodeFaults, type Plan, promotedAfterMs } from "./plan";
import { type Weather, weathers } from "./weather";

const scenesBeginBefore = 4000;
const faultMsMax = 5000;
/** A repeated announcement and what comes with it, in fair weather. */
const onceRepeatedMs = 350;

const ms = fc.oneof(fc.nat(100), fc.nat(faultMsMax));
const after = fc.oneof(fc.nat(20), fc.nat(600), fc.nat(2500));
const who = fc.nat(5);
const thing = fc.nat(things.length - 1);

/** Of these kinds, and no others. */
type Kinds = {
  node?: readonly (typeof nodeFaults)[number][];
  commander?: readonly (typeof commanderFaults)[number][];
  database?: readonly (typeof databaseFaults)[number][];
  weathers?: readonly Weather[];
};

const faultOf = ({ node = [], commander = [], database = [] }: Kinds) => {
  const kinds = [
    ...node.map((kind) => ({ of: "node", kind }) as const),
    ...commander.map((kind) => ({ of: "commander", kind }) as const),
    ...database.map((kind) => ({ of: "database", kind }) as const),
  ];
  return fc.record({ what: fc.constantFrom(...kinds), ms, after });
};

const change = fc.record({
  after,
  thing,
  by: fc.nat(2),
  repeatIs: fc.constantFrom("answered", "refused"),
  crashAfterMs: fc.option(fc.oneof(fc.nat(5), fc.nat(500)), { freq: 2 }),
  impatientAfterMs: fc.option(fc.nat(1000), { freq: 2 }),
});

/** What happens close together, mostly to one node: what breaks a protocol is seldom alone. */
const sceneOf = (kinds: Kinds) =>
  fc.record({
    at: fc.nat(scenesBeginBefore),
    who,
    faults: fc.array(faultOf(kinds), { maxLength: 4 }),
    changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  });

const common = {
  seed: fc.integer(),
  nodes: fc.integer({ min: 1, max: 4 }),
  commanders: fc.integer({ min: 1, max: 3 }),
  entriesMax: fc.constantFrom(1, 2, 100),
  requestEveryMs: fc.constantFrom(15, 60, 250),
};

const runsWith = (kinds: Kinds): fc.Arbitrary<Plan> =>
  fc
    .record({
      ...common,
      weather: fc.constantFrom(...(kinds.weathers ?? weathers)),
      rates: fc.array(fc.constantFrom(1, 0.999, 1.001, 0.95, 1.05), { minLength: 1, maxLength: 5 }),
      expiresInMs: fc.option(fc.nat(scenesBeginBefore), { freq: 2 }),
      scenes: fc.array(sceneOf(kinds), { minLength: 1, maxLength: 4 }),
    })
    .map(({ scenes, ...rest }) => ({
      ...rest,
      waitMsMax: null,
      faults: scenes.flatMap(({ at, who, faults }) =>
        faults.map(({ what, ms, after }) => ({ ...what, ms, who, at: at + after }) as Fault),
      ),
      changes: scenes.flatMap(({ at, changes }) => changes.map(({ after, ...one }) => ({ ...one, at: at + after }))),
    }));

const calm = {
  ...common,
  weather: fc.constant("calm" as const),
  rates: fc.constant<number[]>([1]),
  expiresInMs: fc.constant(null),
};
const quietChange = (from: number, to: number) =>
  fc.record({
    at: fc.integer({ min: from, max: to }),
    thing,
    by: fc.nat(2),
    repeatIs: fc.constant("answered" as const),
    crashAfterMs: fc.constant(null),
    impatientAfterMs: fc.constant(null),
  });

const comingAndGoing: fc.Arbitrary<Plan> = fc.record({
  ...calm,
  waitMsMax: fc.constant(onceRepeatedMs),
  faults: fc.array(
    fc.record({
      at: fc.nat(1000),
      ms: fc.constant(0),
      who,
      of: fc.constant("node" as const),
      kind: fc.constantFrom("join" as const, "stop" as const),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  changes: fc.array(quietChange(0, 1500), { minLength: 1, maxLength: 20 }),
});

const failover: fc.Arbitrary<Plan> = fc.record({
  ...calm,
  waitMsMax: fc.constant(null),
  faults: fc.constant<Fault[]>([{ at: 1000, ms: promotedAfterMs, of: "database", kind: "fail over" }]),
  changes: fc.array(quietChange(1000 + promotedAfterMs, 4000 + promotedAfterMs), { minLength: 1, maxLength: 8 }),
});

const silence = ["swallow to the client", "cut unheard"] as const;
const stalls = ["stall to the server", "stall to the client", "stall notices"] as const;
const clockFaults = ["pause", "sleep", "set the wall clock forward", "set the wall clock back"] as const;

/** Kinds of runs: with anything in them, and with less, where what is rare happens more often. */
export const plans = {
  anything: runsWith({ node: nodeFaults, commander: commanderFaults, database: databaseFaults }),
  clocks: runsWith({ node: [...clockFaults, ...silence], weathers: ["calm", "rough"] }),
  connections: runsWith({ node: [...silence, ...stalls, "cut", "swallow to the server"], database: ["stand"] }),
  commands: runsWith({
    node: [...stalls, "cut unheard"],
    commander: ["swallow to the client", "cut", "pause", "kill"],
    database: ["stand", "fail pools"],
  }),
  crowd: runsWith({ node: ["join", "stop", "kill", "cut"], database: ["stand"] }),
  /** In fair weather: how long changes wait. */
  "coming and going": comingAndGoing,
  failover,
};
export type PlanKind = keyof typeof plans;
