import { leaseMs } from "@/lib/core/node/lease-terms";
import { type Dice, dice } from "@/scripts/prove/dice";
import { Commander } from "./commander";
import type { Network } from "./connection";
import { mortal } from "./credentials";
import { Database } from "./database";
import { Machine } from "./machine";
import { type Figures, SimulatedNode } from "./node";
import type { Plan } from "./plan";
import { Promised } from "./promise";
import { Timeline } from "./timeline";
import { latencies, type Weather } from "./weather";

/** So far clocks may run apart over a lease before ends of credentials are met less sharply (lib/api/verifier/lease.ts). */
const driftMs = 5;

/** All that there is in a run. */
export class World {
  readonly timeline = new Timeline();
  readonly dice: Dice;
  readonly network: Network;
  readonly promised: Promised;
  readonly figures: Figures = {
    requests: 0,
    fromMemory: 0,
    unavailable: 0,
    changes: 0,
    answered: 0,
    longWaits: 0,
    epochs: 0,
  };
  weather: Weather;
  nodes: SimulatedNode[] = [];
  commanders: Commander[] = [];
  /** What somebody reads who wants to know what happened. */
  readonly story: string[] = [];
  /** What took too long, first of all. */
  late: string | null = null;
  readonly plan: Plan;
  #machines = 0;

  constructor(plan: Plan) {
    this.plan = plan;
    this.dice = dice(plan.seed);
    this.weather = plan.weather;
    this.network = {
      timeline: this.timeline,
      dice: this.dice,
      latency: latencies(this.dice, () => this.weather),
      database: new Database(this.timeline),
      failsUntil: 0,
      tell: (what) => this.tell(what),
    };
    const fastest = Math.max(...plan.rates.map((rate) => Math.abs(rate - 1)), 0);
    const slackMs = Math.max(0, Math.ceil(2 * leaseMs * fastest) - driftMs);
    this.promised = new Promised(() => this.network.database, this.expiryOf, slackMs);
    for (let i = 0; i < plan.nodes; i++) this.join();
    for (let i = 0; i < plan.commanders; i++) this.commanders.push(this.#makeCommander());
  }

  readonly expiryOf = (id: string): number | null => (id === mortal ? this.plan.expiresInMs : null);

  get isBroken(): boolean {
    return this.promised.broken !== null || this.late !== null;
  }

  tell(what: string): void {
    this.story.push(`${this.timeline.now.toFixed(3).padStart(10)} ${what}`);
  }

  join(): void {
    const { network, promised, figures, expiryOf } = this;
    const { entriesMax } = this.plan;
    const node = new SimulatedNode(this.#makeMachine("node"), { network, promised, figures, entriesMax, expiryOf });
    this.nodes.push(node);
    this.tell(`${node.machine.name} joins`);
  }

  /** It dies, and another one takes its place. */
  crash(commander: Commander): void {
    if (commander.machine.isDead) return;
    this.tell(`${commander.machine.name} dies`);
    commander.machine.kill();
    this.commanders[this.commanders.indexOf(commander)] = this.#makeCommander();
  }

  #makeCommander(): Commander {
    return new Commander(this.#makeMachine("commander"), this.network);
  }

  #makeMachine(kind: string): Machine {
    const { rates } = this.plan;
    const rate = rates[this.#machines % rates.length] ?? 1;
    return new Machine(`${kind} ${this.#machines++}`, this.timeline, this.dice, rate);
  }
}
