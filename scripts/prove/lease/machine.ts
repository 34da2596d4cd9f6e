import type { ProcessClock } from "@/lib/process-clock";
import type { Dice } from "@/scripts/prove/dice";
import type { Timeline } from "./timeline";

/** 2027: what the clocks on the walls show when a run begins. */
export const wallStart = 1_800_000_000_000;

/** A process on a machine of its own, with the clocks that the code under test sees. */
export class Machine implements ProcessClock {
  readonly name: string;
  readonly #timeline: Timeline;
  readonly #dice: Dice;
  /** How fast its monotonic clock runs; 1 is right. */
  readonly #rate: number;
  #monotonic: { ms: number; at: number };
  #wallOffset = 0;
  #isDead = false;
  /** How often it was stopped. */
  stopCount = 0;
  hasSlept = false;
  wasSetBack = false;
  /** SIGSTOP and sleep may overlap. */
  #stops = 0;
  #sleeps = 0;
  /** What is due while nothing of it runs. */
  #held: (() => void)[] = [];
  #onWake: (() => void)[] = [];
  readonly #onDeath: (() => void)[] = [];

  constructor(name: string, timeline: Timeline, dice: Dice, rate: number) {
    this.name = name;
    this.#timeline = timeline;
    this.#dice = dice;
    this.#rate = rate;
    this.#monotonic = { ms: dice.between(1000, 100_000), at: timeline.now };
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  get isStopped(): boolean {
    return this.#stops > 0;
  }

  monotonic(): number {
    const { ms, at } = this.#monotonic;
    return this.#sleeps > 0 ? ms : ms + (this.#timeline.now - at) * this.#rate;
  }

  wall(): number {
    return wallStart + this.#timeline.now + this.#wallOffset;
  }

  /** As Node's timers: whole milliseconds, one at least, a little early or late. */
  after(ms: number, call: () => void): () => void {
    const due = this.monotonic() + Math.max(1, Math.trunc(ms)) + this.#dice.between(-0.9, 2);
    let isWanted = true;
    const look = () => {
      if (!isWanted) return;
      if (this.#sleeps > 0) return void this.#onWake.push(look);
      const left = due - this.monotonic();
      if (left > 1e-6) return this.#timeline.in(left / this.#rate, look);
      this.deliver(() => isWanted && call());
    };
    look();
    return () => {
      isWanted = false;
    };
  }

  soon(call: () => void): void {
    this.#timeline.in(0, () => this.deliver(call));
  }

  /** Something is due in this process: at once, or when it runs again; never where it is dead. */
  deliver(call: () => void): void {
    if (this.#isDead) return;
    if (this.#stops > 0) this.#held.push(call);
    else call();
  }

  /** SIGSTOP: nothing runs, the monotonic clock goes on. */
  pause(ms: number): void {
    this.#stops++;
    this.stopCount++;
    this.#timeline.in(ms, () => this.#goOn());
  }

  /** The machine sleeps: nothing runs, the monotonic clock stands still, the clock on the wall goes on. */
  sleep(ms: number): void {
    this.#monotonic = { ms: this.monotonic(), at: this.#timeline.now };
    this.hasSlept = true;
    this.#sleeps++;
    this.#stops++;
    this.stopCount++;
    this.#timeline.in(ms, () => {
      this.#sleeps--;
      if (this.#sleeps === 0) {
        this.#monotonic.at = this.#timeline.now;
        for (const look of this.#onWake.splice(0)) look();
      }
      this.#goOn();
    });
  }

  setWall(byMs: number): void {
    if (byMs < 0) this.wasSetBack = true;
    this.#wallOffset += byMs;
  }

  kill(): void {
    if (this.#isDead) return;
    this.#isDead = true;
    for (const call of this.#onDeath) call();
  }

  onDeath(call: () => void): void {
    this.#onDeath.push(call);
  }

  /** All that was due meanwhile, in any order, each in a turn of its own. */
  #goOn(): void {
    if (--this.#stops > 0) return;
    const held = this.#held;
    this.#held = [];
    while (held.length > 0) {
      const [call] = held.splice(this.#dice.upTo(held.length), 1);
      this.#timeline.in(0, () => call && this.deliver(call));
    }
  }
}
