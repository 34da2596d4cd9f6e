import { log } from "@/lib/log";
import { credentials, type SimulatedCredential } from "./credentials";
import { happen } from "./faults";
import type { Figures, SimulatedNode } from "./node";
import { keepAsking, makeChange } from "./people";
import type { Plan } from "./plan";
import type { Promised } from "./promise";
import { World } from "./world";

log.level = "silent";

/** Old leases end within it, and probes come. */
const lingerMs = 3000;
/** Two steps of a heartbeat that fail, a new epoch, and its first heartbeat. */
const recoverMs = 6000;
/** A change in fair weather, among nodes that all live. */
const shortWaitMs = 150;

export type Outcome = {
  /** How the promise was broken. */
  broken: Promised["broken"];
  /** What took longer than it may. */
  late: string | null;
  figures: Figures;
  story: string[];
};

/**
 * One run of the real code through a plan. The same plan gives the same run.
 * @param isRecovering whether it is looked at, too, how all is well again in the end.
 */
export async function simulate(plan: Plan, isRecovering = true): Promise<Outcome> {
  const world = new World(plan);
  const { timeline } = world;
  const isOver = () => world.isBroken;
  const ends = [0, ...plan.faults.map(({ at, ms }) => at + ms), ...plan.changes.map((change) => change.at)];
  const quietAt = Math.max(...ends) + lingerMs;
  for (const fault of plan.faults) timeline.at(fault.at, () => happen(world, fault));
  for (const change of plan.changes) timeline.at(change.at, () => makeChange(world, change));
  keepAsking(world, plan.requestEveryMs, quietAt);
  await timeline.runUntil(quietAt, isOver);
  if (!isOver() && isRecovering) await recover(world);
  const { promised, late, figures, story } = world;
  if (promised.broken) world.tell(promised.broken.how);
  return { broken: promised.broken, late, figures, story };
}

const [asked] = credentials as [SimulatedCredential];

/** Fair weather, and no more faults: everything must be as if nothing had happened. */
async function recover(world: World): Promise<void> {
  const { timeline } = world;
  const isOver = () => world.isBroken;
  world.weather = "calm";
  world.tell("all is quiet");
  await timeline.runUntil(timeline.now + recoverMs, isOver);
  // The dead are waited for once.
  await changeByAll(world, null);
  await changeByAll(world, shortWaitMs);
  await timeline.runUntil(timeline.now + lingerMs, isOver);
  const nodes = world.nodes.filter(({ machine, isStopping }) => !machine.isDead && !isStopping);
  for (const node of nodes) {
    if (!node.lease.held()) world.late ??= `${node.machine.name} has no lease`;
    if (!(await remembers(world, node))) world.late ??= `${node.machine.name} remembers nothing`;
  }
  const registered = [...world.network.database.registry.keys()].sort().join();
  const living = nodes.map(({ nodeId }) => nodeId).sort();
  if (registered !== living.join()) world.late ??= "the registry holds others than those who live";
}

/** Asked again and again, it answers from memory; a clock that is far off lets it forget all at every heartbeat. */
async function remembers({ timeline, figures }: World, node: SimulatedNode): Promise<boolean> {
  const before = figures.fromMemory;
  for (let i = 0; i < 4; i++) {
    node.request(asked);
    await timeline.runUntil(timeline.now + 50);
  }
  return figures.fromMemory > before;
}

/** Every process of commands makes a change. @param withinMs how long it may take. */
async function changeByAll(world: World, withinMs: number | null): Promise<void> {
  for (let by = 0; by < world.commanders.length; by++) {
    let waited: number | null = null;
    const change = { at: 0, thing: by, by, repeatIs: "answered", crashAfterMs: null, impatientAfterMs: null } as const;
    makeChange(world, change, (ms) => {
      waited = ms;
    });
    await world.timeline.runUntil(world.timeline.now + 6000, () => world.isBroken || waited !== null);
    if (waited === null) world.late ??= "a change was not answered at all, though all was quiet";
    else if (withinMs !== null && waited > withinMs) world.late ??= `a change took ${waited} ms, though all was quiet`;
  }
}
