import type { RequestInfo } from "@/lib/core/context";
import { networkBlock } from "@/lib/core/network-block";
import { recordUsage, type UsageCount } from "@/lib/core/usage/record-usage";
import type { CredentialKind } from "@/lib/core/verification/credential-record";
import { log } from "@/lib/log";
import { processClock, within } from "@/lib/process-clock";
import { LastUses } from "./last-uses";

export type Outcome = "accepted" | "expired" | "suspended" | "revoked";

/** Counts the uses of secrets in memory, off the way of a decision; written every 5 seconds. */
export type UsageBuffer = {
  count(secretId: string, outcome: Outcome, caller: Pick<RequestInfo, "address" | "agent">): void;
  /** Of tokens and keys, whose uses are not counted: that it was used. */
  note(kind: CredentialKind, id: string): void;
  /** Writes what there is; one write at a time. Never rejects: what could not be written is kept for the next one. */
  flush(): Promise<void>;
  /** Writes the rest, if the database takes it within 3 seconds. */
  close(): Promise<void>;
};

const flushEveryMs = 5000;
const closeWithinMs = 3000;
const partSize = 500;
/** What is written each time, those first that wait longest: a busy process gathers more uses in a row, instead of writing more rows. */
const writtenMax = 5000;
const agentLengthMax = 80;
const callerBits = { ipv4: 24, ipv6: 48 } as const;
/** The caller of what is beyond the bounds. */
const other = { network: "", agent: "other" };

export type Bounds = {
  /** Callers that are told apart, of all secrets together. */
  callersMax: number;
  /** And of one secret, so that one holder with many names takes no place from the others. */
  callersPerSecretMax: number;
  /** Secrets: past it, uses are not counted. */
  secretsMax: number;
};
const usualBounds: Bounds = { callersMax: 10_000, callersPerSecretMax: 100, secretsMax: 100_000 };

/** A buffer that is written by itself until it is closed (DESIGN.md section 2, Usage). */
export function usageBuffer(bounds: Bounds = usualBounds): UsageBuffer {
  const counts = new UsageCounts(bounds);
  const lastUses = new LastUses();
  const writeSome = async (entriesMax: number) => {
    await write(counts, entriesMax);
    await lastUses.write();
  };
  let writing: Promise<void> | null = null;
  const flush = async () => {
    if (!writing) writing = writeSome(writtenMax).finally(() => (writing = null));
    return writing;
  };
  const timer = setInterval(flush, flushEveryMs).unref();
  return {
    count: (secretId, outcome, { address, agent }) => {
      const entry = counts.entryOf(secretId, networkOf(address), agent?.slice(0, agentLengthMax) ?? "");
      if (entry) entry[outcome]++;
      else counts.lose(1);
    },
    note: (kind, id) => lastUses.note(kind, id),
    flush,
    close: async () => {
      clearInterval(timer);
      // The write under way knows nothing of what was counted since.
      await within(
        processClock,
        closeWithinMs,
        flush().then(() => writeSome(Infinity)),
      );
    },
  };
}

/** In parts, so that no command waits long for the rows, and no request for this process. */
async function write(counts: UsageCounts, entriesMax: number): Promise<void> {
  const { taken, lost } = counts.take(entriesMax);
  if (lost > 0) log.warn({ lost }, "uses of secrets were not counted: there were too many");
  while (taken.length > 0) {
    const part = taken.splice(-partSize);
    try {
      await recordUsage(part);
    } catch (error) {
      log.warn({ err: error }, "the use of secrets could not be written; it is kept for the next time");
      counts.putBack([...part, ...taken]);
      return;
    }
  }
}

/** The last one that was asked for: one caller brings many requests. */
let last: { address: string | null; network: string } = { address: null, network: "" };

function networkOf(address: string | null): string {
  if (address !== last.address) last = { address, network: address === null ? "" : networkBlock(address, callerBits) };
  return last.network;
}

const outcomes = ["accepted", "expired", "suspended", "revoked"] as const satisfies readonly Outcome[];

/** A secret's entry for one caller, and its next one: few, so that walking along them costs less than a key. */
class Entry implements UsageCount {
  accepted = 0;
  expired = 0;
  suspended = 0;
  revoked = 0;

  constructor(
    readonly secretId: string,
    readonly network: string,
    readonly agent: string,
    public next: Entry | null,
    /** Its caller is told apart from the others. */
    readonly takesPlace: boolean,
  ) {}
}

/** What was counted since the last write, bounded in entries. */
class UsageCounts {
  readonly #bounds: Bounds;
  readonly #bySecret = new Map<string, Entry>();
  /** Entries that take a place of their own. */
  #callers = 0;
  #lost = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** A caller's own entry, the secret's one for all others, or null where there is no place for either. */
  entryOf(secretId: string, network: string, agent: string): UsageCount | null {
    const first = this.#bySecret.get(secretId) ?? null;
    return find(first, network, agent) ?? this.#newEntry(secretId, first, { network, agent });
  }

  lose(uses: number): void {
    this.#lost += uses;
  }

  /** What could not be written counts on. */
  putBack(taken: readonly UsageCount[]): void {
    for (const counted of taken) {
      const entry = this.entryOf(counted.secretId, counted.network, counted.agent);
      for (const outcome of outcomes) {
        if (entry) entry[outcome] += counted[outcome];
        else this.lose(counted[outcome]);
      }
    }
  }

  /** What waits longest, whole secrets, and how many uses found no place; what is counted of them from now on is new. */
  take(entriesMax: number): { taken: UsageCount[]; lost: number } {
    const taken: UsageCount[] = [];
    for (const [secretId, first] of this.#bySecret) {
      if (taken.length >= entriesMax) break;
      for (let entry: Entry | null = first; entry; entry = entry.next) {
        taken.push(entry);
        if (entry.takesPlace) this.#callers--;
      }
      this.#bySecret.delete(secretId);
    }
    const lost = this.#lost;
    this.#lost = 0;
    return { taken, lost };
  }

  #newEntry(secretId: string, first: Entry | null, caller: { network: string; agent: string }): UsageCount | null {
    const { callersMax, callersPerSecretMax, secretsMax } = this.#bounds;
    const fits = this.#callers < callersMax && lengthOf(first) < callersPerSecretMax;
    const folded = fits ? caller : other;
    const known = find(first, folded.network, folded.agent);
    if (known) return known;
    if (!first && this.#bySecret.size >= secretsMax) return null;
    if (fits) this.#callers++;
    const entry = new Entry(secretId, folded.network, folded.agent, first?.next ?? null, fits);
    if (first) first.next = entry;
    else this.#bySecret.set(secretId, entry);
    return entry;
  }
}

function find(first: Entry | null, network: string, agent: string): Entry | null {
  let entry = first;
  while (entry && (entry.agent !== agent || entry.network !== network)) entry = entry.next;
  return entry;
}

function lengthOf(first: Entry | null): number {
  let length = 0;
  for (let entry = first; entry; entry = entry.next) length++;
  return length;
}
