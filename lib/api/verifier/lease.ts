import { leaseMs } from "@/lib/core/node/lease-terms";
import type { ProcessClock } from "@/lib/process-clock";

/** When a heartbeat was sent, on both clocks of this process. */
export type Sent = { monotonic: number; wall: number };

/** The clocks of two machines may run apart by so much within a lease. Milliseconds. */
const driftMs = 5;

/**
 * The right to answer from memory: it runs from the *sending* of the last heartbeat that came back, on the monotonic and the wall
 * clock both, so that a process that was stopped and a machine that slept do not answer from an old memory (DESIGN.md section 3).
 * It knows what the database's clock says at most, and whether anything was forgotten since a query was sent.
 */
export class Lease {
  readonly #clock: ProcessClock;
  #until: Sent = { monotonic: -Infinity, wall: -Infinity };
  /** Rises whenever something is forgotten, or might have been missed. */
  #generation = 0;
  /** The database's clock, read between the two moments of ours; `cameBack` is monotonic. */
  #database = { ms: 0, sent: { monotonic: 0, wall: 0 }, cameBack: 0 };

  constructor(clock: ProcessClock) {
    this.#clock = clock;
  }

  /** Whether memory may answer at this very moment. */
  held(): boolean {
    return this.#clock.monotonic() < this.#until.monotonic && this.#clock.wall() < this.#until.wall;
  }

  /** What the database's clock says at most. Milliseconds since 1970; right while the lease is held. */
  databaseMsAtMost(): number {
    const { ms, sent } = this.#database;
    // The one stands still while the machine sleeps, the other may be set back.
    return ms + Math.max(this.#clock.monotonic() - sent.monotonic, this.#clock.wall() - sent.wall) + driftMs;
  }

  /** Taken when a query is sent: what it reads may be kept if the ticket is still good then. Null: there is no lease. */
  ticket(): number | null {
    return this.held() ? this.#generation : null;
  }

  isGood(ticket: number | null): boolean {
    return ticket !== null && ticket === this.#generation && this.held();
  }

  /** Something was forgotten: what was read before may be what was forgotten. */
  forgot(): void {
    this.#generation++;
  }

  /**
   * A heartbeat came back. @param databaseMs the database's clock when it was made.
   * @returns whether that clock was set back since the last one, so that what had ended may not have.
   */
  prolong(sent: Sent, databaseMs: number): boolean {
    if (!this.held()) this.#generation++;
    const last = this.#database;
    const wentBack = databaseMs + driftMs < last.ms + (sent.monotonic - last.cameBack);
    this.#database = { ms: databaseMs, sent, cameBack: this.#clock.monotonic() };
    this.#until = { monotonic: sent.monotonic + leaseMs, wall: sent.wall + leaseMs };
    return wentBack;
  }

  end(): void {
    this.#until = { monotonic: -Infinity, wall: -Infinity };
    this.#generation++;
  }

  /** How far our wall clock is from the database's at least, as of the last heartbeat. Milliseconds. */
  skewMs(): number {
    const { ms, sent, cameBack } = this.#database;
    if (ms === 0) return 0;
    const wallThen = this.#clock.wall() - (this.#clock.monotonic() - cameBack);
    return Math.max(0, Math.abs(wallThen - ms) - (cameBack - sent.monotonic));
  }
}
