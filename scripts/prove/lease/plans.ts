import fc from "fast-check";
import { things } from "./credentials";
import { commanderFaults, databaseFaults, type Fault, nodeFaults, type Plan, promotedAfterMs } from "./plan";
import { weathers } from "./weather";

const scenesBeginBefore = 4000;
const faultMsMax = 5000;
/** A repeated announcement and what comes with it, in fair weather. */
const onceRepeatedMs = 350;

const ms = fc.oneof(fc.nat(100), fc.nat(faultMsMax));
const after = fc.oneof(fc.nat(20), fc.nat(600), fc.nat(2500));
const who = fc.nat(5);
const fault = fc.oneof(
  { weight: 6, arbitrary: fc.record({ of: fc.constant("node"), kind: fc.constantFrom(...nodeFaults), ms, after }) },
  {
    weight: 2,
    arbitrary: fc.record({ of: fc.constant("commander"), kind: fc.constantFrom(...commanderFaults), ms, after }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ of: fc.constant("database"), kind: fc.constantFrom(...databaseFaults), ms, after }),
  },
);

const thing = fc.nat(things.length - 1);
const change = fc.record({
  after,
  thing,
  by: fc.nat(2),
  repeatIs: fc.constantFrom("answered", "refused"),
  crashAfterMs: fc.option(fc.oneof(fc.nat(5), fc.nat(500)), { freq: 2 }),
  impatientAfterMs: fc.option(fc.nat(1000), { freq: 2 }),
});

/** What happens close together, mostly to one node: what breaks a protocol is seldom alone. */
const scene = fc.record({
  at: fc.nat(scenesBeginBefore),
  who,
  faults: fc.array(fault, { maxLength: 4 }),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
});

const common = {
  seed: fc.integer(),
  nodes: fc.integer({ min: 1, max: 4 }),
  commanders: fc.integer({ min: 1, max: 3 }),
  entriesMax: fc.constantFrom(1, 2, 100),
  requestEveryMs: fc.constantFrom(15, 60, 250),
};

const anything: fc.Arbitrary<Plan> = fc
  .record({
    ...common,
    weather: fc.constantFrom(...weathers),
    rates: fc.array(fc.constantFrom(1, 0.999, 1.001, 0.95, 1.05), { minLength: 1, maxLength: 5 }),
    expiresInMs: fc.option(fc.nat(scenesBeginBefore), { freq: 2 }),
    scenes: fc.array(scene, { minLength: 1, maxLength: 4 }),
  })
  .map(({ scenes, ...rest }) => ({
    ...rest,
    waitMsMax: null,
    faults: scenes.flatMap(({ at, who, faults }) =>
      faults.map(({ after, ...one }) => ({ ...one, who, at: at + after }) as Fault),
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

/** Runs with anything in them; in fair weather with nodes that come and go; with a database that is lost. */
export const plans = { anything, "coming and going": comingAndGoing, failover };
export type PlanKind = keyof typeof plans;
