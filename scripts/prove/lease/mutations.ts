import type { Edit } from "./bundle";

/** A rule of DESIGN.md section 3, and the code without it. */
export type Mutation = { rule: string; edits: Edit[]; breaks: "broken" | "late" };

const lease = "lib/api/verifier/lease.ts";
const keepLease = "lib/api/verifier/keep-lease.ts";
const verifier = "lib/api/verifier/cached-verifier.ts";
const reader = "lib/api/verifier/batched-reader.ts";
const wait = "lib/core/node/wait-for-nodes.ts";
const change = "lib/core/node/run-change.ts";
const link = "lib/core/node/node-link.ts";
const terms = "lib/core/node/lease-terms.ts";

const rule = (words: string, ...edits: [file: string, from: string, to: string][]): Mutation => ({
  rule: words,
  edits: edits.map(([file, from, to]) => ({ file, from, to })),
  breaks: "broken",
});

export const mutations: Mutation[] = [
  rule("a lease runs from the sending of its heartbeat, not from its coming back", [
    lease,
    "this.#until = { monotonic: sent.monotonic + leaseMs, wall: sent.wall + leaseMs };",
    "this.#until = { monotonic: this.#clock.monotonic() + leaseMs, wall: this.#clock.wall() + leaseMs };",
  ]),
  rule("a lease goes by the clock on the wall too", [lease, " && this.#clock.wall() < this.#until.wall", ""]),
  rule("a lease goes by the monotonic clock too", [lease, "this.#clock.monotonic() < this.#until.monotonic && ", ""]),
  rule("the lease is looked at when memory is about to answer", [verifier, "if (!lease.held()) return null;", ""]),
  rule("memory is emptied at the end of an epoch", [
    keepLease,
    "    lease.end();\n    memory.clear();\n",
    "    lease.end();\n",
  ]),
  rule(
    "the lease ends with its epoch",
    [keepLease, "    lease.end();\n    memory.clear();\n", ""],
    [keepLease, "    this.#lease.end();\n", ""],
  ),
  rule("what is named is dropped before it is acknowledged: never", [
    keepLease,
    "this.#memory.drop(change.touched);",
    "",
  ]),
  rule(
    "what is named is dropped before it is acknowledged, not when the answer is on its way",
    [keepLease, "this.#memory.drop(change.touched);\n    this.#lease.forgot();", ""],
    [
      keepLease,
      "await this.#link?.acknowledge(this.#unanswered.splice(0));",
      `{
        const taken = this.#unanswered.splice(0);
        await this.#link?.acknowledge(taken);
        for (const one of taken) this.#memory.drop(one.touched);
        this.#lease.forgot();
      }`,
    ],
  ),
  rule("what is read is kept only if nothing was forgotten since its query was sent", [
    keepLease,
    "    this.#lease.forgot();\n",
    "",
  ]),
  rule("what is read is kept only under a good ticket", [verifier, "if (lease.isGood(ticket)) cache", "cache"]),
  rule("the ticket is taken when the query is sent, not when the answer is there", [
    reader,
    "return { ticket, records: await queryBatch(query, batch) };",
    "return { records: await queryBatch(query, batch), ticket: atSending() };",
  ]),
  rule(
    "the ticket is taken when the query is sent, not when the request joins",
    [reader, "  let isScheduled = false;\n", "  let isScheduled = false;\n  let joined: Ticket;\n"],
    [reader, "      waiting.push(", "      if (waiting.length === 0) joined = atSending();\n      waiting.push("],
    [reader, "await readBatch(query, atSending, batch, clock)", "await readBatch(query, () => ticketOf, batch, clock)"],
    [reader, "    underWay++;\n", "    underWay++;\n    const ticketOf = joined;\n"],
  ),
  rule(
    "a request joins only a batch that is not sent",
    [
      reader,
      "  let isScheduled = false;\n",
      "  let isScheduled = false;\n  const sent = new Set<Waiting<Ticket>[]>();\n",
    ],
    [reader, "    underWay++;\n", "    underWay++;\n    sent.add(batch);\n"],
    [reader, "      underWay--;\n".slice(2), "    underWay--;\n      sent.delete(batch);\n"],
    [
      reader,
      "      waiting.push({",
      "      const same = [...sent].find((batch) => batch.some((one) => digests[0] && one.digests[0]?.equals(digests[0])));\n      if (same) return void same.push({ digests, resolve, reject });\n      waiting.push({",
    ],
  ),
  rule("a lease is prolonged when the heartbeat's own notification comes back, not by the statement's result", [
    keepLease,
    `throw new Error("the registration was taken away");`,
    `throw new Error("the registration was taken away");\n    this.#prolong(number, this.#lease.databaseMsAtMost() || 1_800_000_000_000);`,
  ]),
  rule(
    "LISTEN comes before the registration",
    [keepLease, "      await this.#step(this.#link.listen());\n", ""],
    [
      keepLease,
      "      this.registeredId = this.id;\n",
      "      await this.#step(this.#link.listen());\n      this.registeredId = this.id;\n",
    ],
  ),
  rule("nothing is kept before the first heartbeat came back: after the registration", [
    keepLease,
    "      await this.#step(this.#link.register(previousId));\n",
    "      const sent = { monotonic: this.#clock.monotonic(), wall: this.#clock.wall() };\n      await this.#step(this.#link.register(previousId));\n      this.#lease.prolong(sent, 1_800_000_000_000);\n",
  ]),
  rule("nothing is kept before the first heartbeat came back: before the registration", [
    keepLease,
    "      await this.#step(this.#link.register(previousId));\n",
    "      this.#lease.prolong({ monotonic: this.#clock.monotonic(), wall: this.#clock.wall() }, 1_800_000_000_000);\n      await this.#step(this.#link.register(previousId));\n",
  ]),
  rule("a heartbeat is an UPDATE: a registration that was taken away is missed", [
    link,
    "UPDATE verifier_node SET beats = $2::int, beat_at = clock_timestamp() WHERE id = $1 RETURNING 1",
    "INSERT INTO verifier_node (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET beats = $2::int RETURNING 1",
  ]),
  rule(
    "the registry is read after the COMMIT",
    [
      change,
      "  let touched: readonly string[] = [];\n",
      "  let touched: readonly string[] = [];\n  const known = await registry.read();\n",
    ],
    [change, "waitForNodes(clock, registry, {", "waitForNodes(clock, { ...registry, read: async () => known }, {"],
  ),
  rule("a command waits", [change, "    await settle();\n    return result;", "    return result;"]),
  rule("a command waits for all of them", [
    wait,
    "(registered ?? []).filter(",
    "(registered ?? []).slice(0, 1).filter(",
  ]),
  rule("a command waits as long as a lease may run", [
    wait,
    "const end = clock.monotonic() + leaseMs + marginMs;",
    "const end = clock.monotonic() + leaseMs / 2;",
  ]),
  rule("a command waits the margin too", [terms, "export const marginMs = 250;", "export const marginMs = 0;"]),
  rule("no row is skipped by its age", [
    wait,
    "  // Who is to be waited for cannot",
    "  registered = registered?.filter((node) => (node as unknown as { beatAgeMs: number }).beatAgeMs < leaseMs + marginMs) ?? null;\n  // Who is to be waited for cannot",
  ]),
  rule("a silent node is removed only where its beat has not moved", [
    wait,
    "registered = registered?.filter(({ id }) => still.some((node) => node.id === id)) ?? null;",
    "registered = still.filter(({ id }) => registered?.some((node) => node.id === id));",
  ]),
  rule("the announcement is part of the transaction", [change, "await announce(tx);", "await announce();"]),
  rule("a repeat waits too", [
    change,
    "    await settle();\n    return result;",
    "    if (touched.length > 0) await settle();\n    return result;",
  ]),
  rule("a refused repeat waits too", [change, "      await settle();\n    }", "    }"]),
  rule("who stops gives up the lease before the registration", [
    keepLease,
    "      // Before the registration goes: from then on nobody waits for us.\n      endMemory();\n",
    "",
  ]),
  rule("a decision stands until its end by the database's clock", [
    verifier,
    "!remembered?.stands(now)",
    "!remembered",
  ]),
];
