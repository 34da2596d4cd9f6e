import { ending, safety, spare } from "./mutation";

const lease = "lib/api/verifier/lease.ts";
const keepLease = "lib/api/verifier/keep-lease.ts";
const verifier = "lib/api/verifier/cached-verifier.ts";
const reader = "lib/api/verifier/batched-reader.ts";
const cache = "lib/api/verifier/credential-cache.ts";
const remembered = "lib/api/verifier/remembered.ts";

const ticketIfHeld = "return this.held() ? this.#generation : null;";
const newLease = "    if (!this.held()) this.#generation++;\n";
const endOfLease = "wall: -Infinity };\n    this.#generation++;\n";
const afterEnd = "wall: -Infinity };\n";

/** What is kept, what is forgotten, and what is read. */
export const ofMemory = [
  safety("what a change names is forgotten", 1, "anything", [keepLease, "this.#memory.drop(change.touched);", ""]),
  safety(
    "what a change names is forgotten before it is acknowledged",
    2,
    "anything",
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
  safety("a credential is forgotten with all its secrets", 5, "anything", [
    cache,
    "entry; entry = entry.sibling) entry.forget",
    "entry; entry = null) entry.forget",
  ]),
  safety("a credential is forgotten with its account", 1, "anything", [remembered, "this.account.forgotten ||", ""]),
  safety("a credential is forgotten with its membership", 1, "anything", [
    remembered,
    "(this.member?.forgotten ?? false) ||",
    "",
  ]),
  safety("a credential is forgotten with its person", 3, "anything", [
    remembered,
    "(this.person?.forgotten ?? false)",
    "false",
  ]),
  safety("what is read is kept only where nothing was forgotten since its query was sent", 3, "anything", [
    keepLease,
    "    this.#lease.forgot();\n",
    "",
  ]),
  safety("what is read is kept only under a good ticket", 3, "anything", [
    verifier,
    "    if (!lease.isGood(ticket)) return;\n",
    "",
  ]),
  safety("the ticket is taken when the query is sent, not when its answer is there", 3, "anything", [
    reader,
    "return { ticket, records: await queryBatch(query, batch) };",
    "return { records: await queryBatch(query, batch), ticket: atSending() };",
  ]),
  safety(
    "what was read without a lease is not kept under a later one",
    5,
    "connections",
    [lease, ticketIfHeld, "return this.#generation;"],
    [lease, newLease, ""],
    [lease, endOfLease, afterEnd],
  ),
  safety(
    "a request joins only a batch that is not yet sent",
    2,
    "anything",
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
      `      const asksTheSame = (one: Waiting<Ticket>) => digests[0] && one.digests[0]?.equals(digests[0]);
      const same = [...sent].find((batch) => batch.some(asksTheSame));
      if (same) return void same.push({ digests, resolve, reject });
      waiting.push({`,
    ],
  ),
  safety(
    "connections are given up with their epoch, for they may lead to another database",
    1,
    "failover",
    [keepLease, "      renewConnections();\n      if (!stopping)", "      if (!stopping)"],
    [keepLease, "      this.#onRegistered();\n", ""],
  ),
  ending("what is remembered stands until its end by the database's clock", 3, "clocks", [
    verifier,
    "!remembered.stands(now)",
    "false",
  ]),
  safety("that nobody knows a secret is forgotten with every change", 3, "anything", [
    cache,
    "  drop(ids: readonly string[]): void {\n    this.#unknown.clear();\n",
    "  drop(ids: readonly string[]): void {\n",
  ]),
  safety("that nobody knows a secret is forgotten with the epoch", 6, "anything", [
    cache,
    "  clear(): void {\n    this.#unknown.clear();\n",
    "  clear(): void {\n",
  ]),
  ending("the database's clock goes on while this machine sleeps", 3, "sleep", [
    lease,
    "Math.max(this.#clock.monotonic() - sent.monotonic, this.#clock.wall() - sent.wall)",
    "(this.#clock.monotonic() - sent.monotonic)",
  ]),
  ending("the database's clock goes on while our clock on the wall is set back", 4, "clocks", [
    lease,
    "Math.max(this.#clock.monotonic() - sent.monotonic, this.#clock.wall() - sent.wall)",
    "(this.#clock.wall() - sent.wall)",
  ]),
  spare(
    "the ticket is taken when the query is sent, and no sooner",
    "an older ticket is good for less: what is kept is right, and it is kept less often",
    [reader, "  let isScheduled = false;\n", "  let isScheduled = false;\n  let joined: Ticket;\n"],
    [reader, "      waiting.push(", "      if (waiting.length === 0) joined = atSending();\n      waiting.push("],
    [reader, "await readBatch(query, atSending, batch, clock)", "await readBatch(query, () => ticket0, batch, clock)"],
    [reader, "    underWay++;\n", "    underWay++;\n    const ticket0 = joined;\n"],
  ),
  spare(
    "there is no ticket without a lease",
    "a lease that begins raises the generation, so that a ticket from before is not good",
    [lease, ticketIfHeld, "return this.#generation;"],
  ),
  spare(
    "a lease that begins or ends raises the generation",
    "without a lease there is no ticket; and within an epoch nothing is missed, whether the lease is held or not",
    [lease, newLease, ""],
    [lease, endOfLease, afterEnd],
  ),
];
