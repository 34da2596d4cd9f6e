import { leaseMs } from "@/lib/core/node/lease-terms";
import type { Decision } from "@/lib/core/verification/decide-credential";
import { isThere, ownersOf, type SimulatedCredential, versionsIn } from "./credentials";
import type { Database } from "./database";
import { wallStart } from "./machine";

/** Over it lies what nobody promises about ends while the database's clock is being set: two leases and what a heartbeat may take. */
const settingMs = 3 * leaseMs;

/** What was so when a request began. */
export type Beginning = { floors: Map<string, number>; clock: number; at: number };

/**
 * The promise: no request that starts after a change was answered is decided by the old state, and none is decided by a state that
 * nobody has committed. What has an end is refused from then on by the database's clock.
 */
export class Promised {
  readonly #database: () => Database;
  readonly #expiryOf: (id: string) => number | null;
  /** The highest version of each thing whose change was answered. */
  readonly #answered = new Map<string, number>();
  /** Lowest and highest that the database's clock showed lately against the true time. */
  #offsets: { at: number; offset: number }[] = [{ at: Number.NEGATIVE_INFINITY, offset: 0 }];
  /** Rates of the nodes' clocks that are this far off are beyond what ends allow for. */
  readonly #slackMs: number;
  /** What was broken first: a change that was answered, or the end of a credential. */
  broken: { by: "an old state" | "an end"; how: string } | null = null;

  constructor(database: () => Database, expiryOf: (id: string) => number | null, slackMs: number) {
    this.#database = database;
    this.#expiryOf = expiryOf;
    this.#slackMs = slackMs;
  }

  answered(thing: string, version: number): void {
    this.#answered.set(thing, Math.max(version, this.#answered.get(thing) ?? 0));
  }

  clockWasSet(at: number): void {
    this.#offsets.push({ at, offset: this.#database().clockOffset });
  }

  begin(at: number, one: SimulatedCredential): Beginning {
    const floors = new Map(ownersOf(one).map((owner) => [owner, this.#answered.get(owner) ?? 0]));
    return { floors, clock: this.#database().clock(), at };
  }

  decided(one: SimulatedCredential, { floors, at }: Beginning, decision: Decision, now: number, how: string): void {
    if (!decision.valid && decision.code === "not_found") return void this.#unknown(one, floors.get(one.id) ?? 0, how);
    const versions = versionsIn(decision);
    for (const [owner, floor] of floors) {
      const version = versions.get(owner) ?? -1;
      if (version < floor) {
        this.#break(
          "an old state",
          `${how}: ${one.id} by version ${version} of ${owner}; ${floor} was answered before ${at.toFixed(3)}`,
        );
      }
      if (version > this.#database().versionOf(owner))
        this.#break("an old state", `${how}: ${one.id} by a state nobody committed`);
    }
    const [lowest, highest] = this.#clockBetween(at, now);
    const expiry = wallStart + (this.#expiryOf(one.id) ?? Number.POSITIVE_INFINITY);
    const code = decision.valid ? null : decision.code;
    const isSuspended = (versions.get(one.id) ?? 0) % 3 === 1;
    const isOff = (versions.get(one.accountKey) ?? 0) % 3 === 1;
    const isEnded = one.memberId !== null && (versions.get(one.memberId) ?? 0) % 3 === 1;
    const rest = isSuspended ? "suspended" : isOff ? "dialect_off" : null;
    if (isEnded) return void (code !== "revoked" && this.#break("an end", `${how}: ${one.id} is revoked, not ${code}`));
    if (code === "expired" ? highest < expiry : lowest - this.#slackMs >= expiry) {
      this.#break(
        "an end",
        `${how}: ${one.id} is ${code ?? "good"} at ${lowest - wallStart}; it ends at ${expiry - wallStart}`,
      );
    }
    if (code !== "expired" && code !== rest) this.#break("an end", `${how}: ${one.id} is ${rest}, not ${code}`);
  }

  /** Nobody knows it: right where it was not there by the version that was answered, or by one that came since. */
  #unknown(one: SimulatedCredential, floor: number, how: string): void {
    const latest = this.#database().versionOf(one.id);
    for (let version = floor; version <= latest; version++) if (!isThere(one, version)) return;
    this.#break("an old state", `${how}: nobody knows ${one.id}, which is there since version ${floor}`);
  }

  /** The lowest that the database's clock showed at a request's beginning, and the highest at its end; lately set, all that it might. */
  #clockBetween(from: number, to: number): [number, number] {
    const last = this.#offsets.findLastIndex(({ at }) => at <= from - settingMs);
    const offsets = this.#offsets.slice(Math.max(0, last)).map(({ offset }) => offset);
    const truth = wallStart + from;
    return [Math.floor(truth + Math.min(...offsets)), wallStart + to + Math.max(...offsets)];
  }

  #break(by: "an old state" | "an end", how: string): void {
    this.broken ??= { by, how };
  }
}
