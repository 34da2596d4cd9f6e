import { safety, spare, waiting } from "./mutation";

const lease = "lib/api/verifier/lease.ts";
const keepLease = "lib/api/verifier/keep-lease.ts";
const verifier = "lib/api/verifier/cached-verifier.ts";
const link = "lib/core/node/node-link.ts";

const register = "      await this.#step(this.#link.register(previousId));\n";
const listen = "      await this.#step(this.#link.listen());\n";
const now = "{ monotonic: this.#clock.monotonic(), wall: this.#clock.wall() }";
const databaseMs = "1_800_000_000_000";
const updating = "UPDATE verifier_node SET beats = $2::int, beat_at = clock_timestamp() WHERE id = $1 RETURNING 1";
const upserting =
  "INSERT INTO verifier_node (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET beats = $2::int RETURNING 1";

/** How long memory may answer, and when a node begins and ends to. */
export const ofTheLease = [
  safety("a lease runs from the sending of its heartbeat, not from its coming back", 14, "delays", [
    lease,
    "this.#until = { monotonic: sent.monotonic + leaseMs, wall: sent.wall + leaseMs };",
    "this.#until = { monotonic: this.#clock.monotonic() + leaseMs, wall: this.#clock.wall() + leaseMs };",
  ]),
  safety(
    "a lease goes by the clock on the wall, for the other one stands still while the machine sleeps",
    3,
    "clocks",
    [lease, " && this.#clock.wall() < this.#until.wall", ""],
  ),
  safety("a lease goes by the monotonic clock, for the other one may be set back", 5, "clocks", [
    lease,
    "this.#clock.monotonic() < this.#until.monotonic && ",
    "",
  ]),
  safety("the lease is looked at at the moment of deciding", 1, "clocks", [
    verifier,
    "if (!lease.held()) return null;",
    "",
  ]),
  safety(
    "a lease is prolonged when its heartbeat's own notification comes back, not by the statement's result",
    3,
    "notices",
    [
      keepLease,
      `throw new Error("the registration was taken away");`,
      `throw new Error("the registration was taken away");\n    this.#prolong(number, ${databaseMs} + 1000 * number);`,
    ],
  ),
  safety(
    "the lease ends with its epoch, before its registration is taken back",
    2,
    "connections",
    [keepLease, "    lease.end();\n    memory.clear();\n", ""],
    [keepLease, "    this.#lease.end();\n", ""],
  ),
  safety("memory is emptied at the end of an epoch", 2, "connections", [
    keepLease,
    "    lease.end();\n    memory.clear();\n",
    "    lease.end();\n",
  ]),
  safety("who remembers is registered: LISTEN, then the row, then memory", 16, "crowd", [
    keepLease,
    register,
    `      this.#lease.prolong(${now}, ${databaseMs});\n${register}`,
  ]),
  safety(
    "who remembers hears of changes: LISTEN before memory",
    4,
    "crowd",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code's own.
    [link, "      await connection.query(`LISTEN ${changeChannel}`);\n", ""],
    [
      link,
      "(number) => (await",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code's own.
      "(number) => (number === 3 ? await connection.query(`LISTEN ${changeChannel}`) : null, await",
    ],
  ),
  safety("who stops gives up the lease before the registration", 2, "crowd", [
    keepLease,
    "      // Before the registration goes: from then on nobody waits for us.\n      endMemory();\n",
    "",
  ]),
  waiting(
    "a heartbeat is an UPDATE and never an upsert: what was taken back does not come again",
    3,
    "coming and going",
    [link, updating, upserting],
  ),
  waiting("who is told to stop while he registers leaves no row behind", 1, "coming and going", [
    keepLease,
    "      if (this.#over) await this.#ended;\n",
    "",
  ]),
  spare(
    "LISTEN comes before the row",
    "memory waits for the first heartbeat, and that comes back only to who listens; who registers first is announced the change again after 100 ms",
    [keepLease, listen, ""],
    [keepLease, "      this.registeredId = this.id;\n", `${listen}      this.registeredId = this.id;\n`],
  ),
  spare(
    "the first lease waits for a heartbeat",
    "the INSERT of the row is one: what is read after it is newer than all that was committed before, and commands wait from then on",
    [keepLease, register, `      const sent = ${now};\n${register}      this.#lease.prolong(sent, ${databaseMs});\n`],
  ),
  spare(
    "a row that was taken away is missed (for what is decided)",
    "a row is taken away when its lease is over, and the heartbeat that brings it back comes after all notifications; the lease it gives is sound",
    [link, updating, upserting],
  ),
];
