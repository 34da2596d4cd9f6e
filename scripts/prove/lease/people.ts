import { leaseMs, marginMs } from "@/lib/core/node/lease-terms";
import type { Answer, Intent } from "./commander";
import { credentials, mortal, ownersOf, things } from "./credentials";
import type { PlannedChange } from "./plan";
import type { World } from "./world";

const attemptsMax = 6;
const longWaitMs = 200;
/** Timers come a little late, and a look at who is registered may be under way. */
const toleranceMs = 10;
/** After an answer everybody is asked at once, and so long after it. */
const probesMs: [number, number][] = [
  [0, 0],
  [0, 30],
  [30, 300],
  [300, 1500],
  [1500, 3000],
];

/** Requests come to all nodes, for all credentials, until a moment. */
export function keepAsking(world: World, everyMs: number, until: number): void {
  const { timeline, dice } = world;
  const next = () => {
    if (timeline.now > until) return;
    for (const node of world.nodes) node.request(dice.oneOf(credentials));
    timeline.in(dice.between(0.2, 2 * everyMs), next);
  };
  next();
}

/** Somebody makes a change, and repeats it until he has an answer. @param answered is told how long it took after the COMMIT. */
export function makeChange(world: World, change: PlannedChange, answered: (waitedMs: number) => void = () => {}): void {
  const { timeline, dice, figures } = world;
  const number = ++figures.changes;
  const intent: Intent = {
    id: `change ${number}`,
    thing: things[change.thing % things.length] ?? mortal,
    repeatIs: change.repeatIs === "refused" && number % 2 ? "refused late" : change.repeatIs,
  };
  let attempts = 0;
  let isAnswered = false;
  const again = () => timeline.in(dice.between(1, 300), () => isAnswered || attempt());
  const attempt = () => {
    const commander = world.commanders[(change.by + attempts) % world.commanders.length];
    if (!commander || ++attempts > attemptsMax) return;
    const { machine } = commander;
    const isFirst = attempts === 1;
    let workedAt = Number.NaN;
    const committed = () => {
      world.tell(`${intent.id} of ${intent.thing} is committed by ${machine.name}`);
      if (isFirst && change.crashAfterMs !== null) timeline.in(change.crashAfterMs, () => world.crash(commander));
    };
    const worked = () => {
      workedAt = machine.monotonic();
    };
    const stopsBefore = machine.stopCount;
    machine.onDeath(() => isAnswered || again());
    if (isFirst && change.impatientAfterMs !== null)
      timeline.in(change.impatientAfterMs, () => isAnswered || attempt());
    machine.deliver(() => {
      commander.change(intent, { committed, worked }).then((answer) => {
        isAnswered = true;
        const waitedMs = machine.monotonic() - workedAt;
        if (machine.stopCount === stopsBefore) look(world, intent, waitedMs);
        hear(world, intent, answer, waitedMs);
        answered(waitedMs);
      }, again);
    });
  };
  attempt();
}

function look(world: World, { id }: Intent, waitedMs: number): void {
  if (waitedMs > longWaitMs) world.figures.longWaits++;
  // Where somebody stays silent, another margin is for taking his registration back.
  if (waitedMs <= (world.plan.waitMsMax ?? leaseMs + 2 * marginMs + toleranceMs)) return;
  world.late ??= `${id} was answered ${waitedMs.toFixed(0)} ms after it was made`;
}

/** It is answered: from now on everybody must know it. */
function hear(world: World, { id }: Intent, { thing, version }: Answer, waitedMs: number): void {
  const { timeline, dice, promised, figures } = world;
  figures.answered++;
  promised.answered(thing, version);
  world.tell(`${id} is answered after ${waitedMs.toFixed(1)} ms: ${thing} is at version ${version}`);
  const touched = credentials.filter((one) => ownersOf(one).includes(thing));
  for (const [from, to] of probesMs) {
    timeline.in(dice.between(from, to), () => {
      for (const node of world.nodes) for (const one of touched) node.request(one);
    });
  }
}
