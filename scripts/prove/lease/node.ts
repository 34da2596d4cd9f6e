import { batchedReader } from "@/lib/api/verifier/batched-reader";
import { cachedVerifier } from "@/lib/api/verifier/cached-verifier";
import { CredentialCache } from "@/lib/api/verifier/credential-cache";
import { keepLease, type LeaseKeeper } from "@/lib/api/verifier/keep-lease";
import { Lease } from "@/lib/api/verifier/lease";
import { replaceablePool } from "@/lib/api/verifier/replaceable-pool";
import type { Verifier } from "@/lib/api/verifier/verifier";
import { linksOver } from "@/lib/core/node/node-link";
import type { Decision } from "@/lib/core/verification/decide-credential";
import { type Connection, type Network, scriptedListening } from "./connection";
import type { SimulatedCredential } from "./credentials";
import type { Machine } from "./machine";
import { scriptedPool } from "./pool";
import type { Promised } from "./promise";

/** What happened in a run, so that one can see that it was not idle. */
export type Figures = {
  requests: number;
  fromMemory: number;
  unavailable: number;
  changes: number;
  answered: number;
  /** Changes whose answer took over 200 ms after their COMMIT. */
  longWaits: number;
  epochs: number;
};

/** What a node is made with, beside its machine. */
export type Given = {
  network: Network;
  promised: Promised;
  figures: Figures;
  entriesMax: number;
  expiryOf: (id: string) => number | null;
};

/** A process that verifies: the real parts, put together as lib/api/verifier/start-verifier.ts does. */
export class SimulatedNode {
  readonly machine: Machine;
  readonly lease: Lease;
  readonly #keeper: LeaseKeeper;
  readonly #verifier: Pick<Verifier, "verify" | "recall">;
  readonly #given: Given;
  /** Its LISTEN connection of this moment. */
  connection: Connection | null = null;
  isStopping = false;
  /** It has stopped in good order. */
  hasStopped = false;

  constructor(machine: Machine, given: Given) {
    const { network, entriesMax, expiryOf, figures } = given;
    this.machine = machine;
    this.#given = given;
    this.lease = new Lease(machine);
    const cache = new CredentialCache(entriesMax);
    const pool = replaceablePool(() => scriptedPool(network, machine, expiryOf));
    const open = scriptedListening(network, machine, (connection) => {
      this.connection = connection;
      figures.epochs++;
      network.tell(`${machine.name} has a new connection`);
    });
    this.#keeper = keepLease(machine, linksOver(open), {
      lease: this.lease,
      memory: cache,
      renewConnections: () => pool.replace(),
    });
    const read = batchedReader(pool.query, () => this.lease.ticket(), machine);
    this.#verifier = cachedVerifier(this.lease, cache, read, async () => null);
  }

  get nodeId(): string | null {
    return this.#keeper.nodeId();
  }

  /** A request comes in. */
  request(one: SimulatedCredential): void {
    this.machine.deliver(() => {
      const { network, promised, figures } = this.#given;
      const { timeline } = network;
      const beginning = promised.begin(timeline.now, one);
      const question = { token: one.token, kinds: ["ap"] as const, accountId: null };
      figures.requests++;
      const decided = (decision: Decision, how: string) =>
        promised.decided(one, beginning, decision, timeline.now, `${this.machine.name} from ${how}`);
      const recalled = this.#verifier.recall(question);
      if (recalled) {
        figures.fromMemory++;
        return decided(recalled, "memory");
      }
      this.#verifier.verify(question).then(
        (decision) => decided(decision, "the database"),
        () => figures.unavailable++,
      );
    });
  }

  /** SIGTERM. Requests that are under way or come still are decided. */
  stop(): void {
    if (this.isStopping) return;
    this.isStopping = true;
    this.machine.deliver(() => {
      this.#keeper.stop().then(() => {
        this.hasStopped = true;
      });
    });
  }
}
