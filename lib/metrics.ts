import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/**
 * What this process measures of itself, for Prometheus. No metric has an id in it, of an account, a credential or a person
 * (SECURITY.md O3, O6).
 */
export type Metrics = ReturnType<typeof makeMetrics>;

// Next's bundle holds a second copy of this module; what a process measures is one.
const shared = globalThis as typeof globalThis & { watchwordMetrics?: Metrics };

export function metrics(): Metrics {
  shared.watchwordMetrics ??= makeMetrics();
  return shared.watchwordMetrics;
}

/** Whether memory may answer, and how many credentials are in it. */
type Memory = { held(): boolean; size(): number };

function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  // Read when somebody asks, so that no decision pays for it.
  let memory: Memory = { held: () => false, size: () => 0 };
  new Gauge({
    name: "watchword_lease_held",
    help: "1 while decisions are answered from memory, 0 while each one reads the database",
    registers,
    collect() {
      this.set(memory.held() ? 1 : 0);
    },
  });
  new Gauge({
    name: "watchword_remembered_credentials",
    help: "Credentials whose decision is in memory",
    registers,
    collect() {
      this.set(memory.size());
    },
  });
  return {
    /** What this process remembers; the last verifier that says so is the one that is measured. */
    watch: (watched: Memory) => {
      memory = watched;
    },
    registry,
    changeWait: new Histogram({
      name: "watchword_change_wait_seconds",
      help: "How long a change waited, after its COMMIT, until no node decided by what was true before",
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.25],
      registers,
    }),
    nodesRemoved: new Counter({
      name: "watchword_silent_nodes_removed_total",
      help: "Nodes that were taken from the registry because they stayed silent for a whole lease",
      registers,
    }),
    epochs: new Counter({
      name: "watchword_lease_epochs_total",
      help: "LISTEN connections that ended, each with the lease and all that was remembered",
      registers,
    }),
    reads: new Counter({
      name: "watchword_credential_reads_total",
      help: "Credentials that were looked up in the database, for want of memory or lease",
      registers,
    }),
  };
}
