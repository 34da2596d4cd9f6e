import fc from "fast-check";
import { things } from "./credentials";
import { commanderFaults, databaseFaults, type Fault, nodeFaults, type Plan } from "./plan";
import { weathers } from "./weather";

const scenesBeginBefore = 4000;
const faultMsMax = 5000;
const ms = fc.oneof(fc.nat(100), fc.nat(faultMsMax));
const after = fc.oneof(fc.nat(20), fc.nat(600), fc.nat(2500));

const fault = fc.oneof(
  { weight: 6, arbitrary: fc.record({ after, ms, of: fc.constant("node"), kind: fc.constantFrom(...nodeFaults) }) },
  {
    weight: 2,
    arbitrary: fc.record({ after, ms, of: fc.constant("commander"), kind: fc.constantFrom(...commanderFaults) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ after, ms, of: fc.constant("database"), kind: fc.constantFrom(...databaseFaults) }),
  },
);

const change = fc.record({
  after,
  thing: fc.nat(things.length - 1),
  by: fc.nat(2),
  repeatIs: fc.constantFrom("answered", "refused"),
  crashAfterMs: fc.option(fc.oneof(fc.nat(5), fc.nat(500)), { freq: 2 }),
  impatientAfterMs: fc.option(fc.nat(1000), { freq: 2 }),
});

/** What happens close together, mostly to one node: what breaks a protocol is seldom alone. */
const scene = fc.record({
  at: fc.nat(scenesBeginBefore),
  who: fc.nat(5),
  faults: fc.array(fault, { maxLength: 4 }),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
});

/** Runs of all kinds. */
export const plans: fc.Arbitrary<Plan> = fc
  .record({
    seed: fc.integer(),
    weather: fc.constantFrom(...weathers),
    nodes: fc.integer({ min: 1, max: 4 }),
    commanders: fc.integer({ min: 1, max: 3 }),
    rates: fc.array(fc.constantFrom(1, 0.999, 1.001, 0.95, 1.05), { minLength: 1, maxLength: 5 }),
    expiresInMs: fc.option(fc.nat(scenesBeginBefore), { freq: 2 }),
    entriesMax: fc.constantFrom(1, 2, 100),
    requestEveryMs: fc.constantFrom(15, 60, 250),
    scenes: fc.array(scene, { minLength: 1, maxLength: 4 }),
  })
  .map(({ scenes, ...rest }) => ({
    ...rest,
    faults: scenes.flatMap(({ at, who, faults }) =>
      faults.map(({ after, ...one }) => ({ ...one, who, at: at + after }) as Fault),
    ),
    changes: scenes.flatMap(({ at, changes }) => changes.map(({ after, ...one }) => ({ ...one, at: at + after }))),
  }));
