import type { Timeline } from "./timeline";

/** One direction of a connection: what is sent arrives in order, late, or not at all. */
export class Pipe {
  readonly #timeline: Timeline;
  readonly #latency: () => number;
  readonly #arrive: (call: () => void) => void;
  #underWay: (() => void)[] = [];
  #lastAt = 0;
  #isLost = false;

  /** @param arrive runs what has arrived where it has arrived. */
  constructor(timeline: Timeline, latency: () => number, arrive: (call: () => void) => void) {
    this.#timeline = timeline;
    this.#latency = latency;
    this.#arrive = arrive;
  }

  send(call: () => void): void {
    if (this.#isLost) return;
    this.#lastAt = Math.max(this.#lastAt, this.#timeline.now + this.#latency());
    this.#underWay.push(call);
    // The next one in turn, so that the order holds even where a process that was stopped takes them in any.
    this.#timeline.at(this.#lastAt, () => this.#arrive(() => this.#underWay.shift()?.()));
  }

  /** Nothing arrives for a span; then all of it does. */
  stall(ms: number): void {
    this.#lastAt = Math.max(this.#lastAt, this.#timeline.now + ms);
  }

  /** Nothing more is taken; what is under way arrives still. */
  close(): void {
    this.#isLost = true;
  }

  /** Nothing more arrives. */
  lose(): void {
    this.#isLost = true;
    this.#underWay = [];
  }
}
