import { wallStart } from "./machine";
import type { Timeline } from "./timeline";

export type Notice = { channel: string; payload: string };
export type RegistryRow = { beats: number; beatAt: number };

/** Who is told of what is notified. */
export type Listener = { hears(channel: string): boolean; tell(notice: Notice): void };

/** What is committed in PostgreSQL, and what is notified: in the order of the commits, over all channels. */
export class Database {
  readonly #timeline: Timeline;
  /** How often each thing was changed, by its id. */
  readonly versions: Map<string, number>;
  /** The changes that were made, by the intent of who wanted them. */
  readonly done: Set<string>;
  readonly registry: Map<string, RegistryRow>;
  readonly listeners = new Set<Listener>();
  /** Who holds the row lock of a thing. */
  readonly locks = new Map<string, object>();
  /** Its clock against the true time. */
  clockOffset = 0;
  /** It executes nothing and notifies nobody before that. */
  standsUntil = 0;
  /** Another one has taken its place: it can be read still, and commits nothing. */
  isReplaced = false;

  constructor(timeline: Timeline, from?: Database) {
    this.#timeline = timeline;
    this.versions = new Map(from?.versions);
    this.done = new Set(from?.done);
    this.registry = new Map(from?.registry);
    this.clockOffset = from?.clockOffset ?? 0;
  }

  /** `clock_timestamp()`, which anybody may set. */
  clock(): number {
    return wallStart + this.#timeline.now + this.clockOffset;
  }

  versionOf(thing: string): number {
    return this.versions.get(thing) ?? 0;
  }

  /** Runs what a server does after a span, later where it stands still. */
  execute(ms: number, run: () => void): void {
    this.#timeline.at(Math.max(this.#timeline.now + ms, this.standsUntil), run);
  }

  /** A transaction's end: what it wrote is seen from now on, and what it notified is on its way. */
  commit(write: () => void, notices: readonly Notice[]): void {
    write();
    for (const notice of notices) {
      for (const listener of this.listeners) if (listener.hears(notice.channel)) listener.tell(notice);
    }
  }
}
