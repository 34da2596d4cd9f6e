import { safety, waiting } from "./mutation";

const wait = "lib/core/node/wait-for-nodes.ts";
const change = "lib/core/node/run-change.ts";
const terms = "lib/core/node/lease-terms.ts";

const settleAndReturn = "    await settle();\n    return result;";

/** What a command does before it answers. */
export const ofCommands = [
  safety("a command waits", 1, "anything", [change, settleAndReturn, "    return result;"]),
  safety("a command waits for all who are registered", 1, "connections", [
    wait,
    "(registered ?? []).filter(",
    "(registered ?? []).slice(0, 1).filter(",
  ]),
  safety("a command waits as long as a lease may run", 4, "connections", [
    wait,
    "const end = clock.monotonic() + leaseMs + marginMs;",
    "const end = clock.monotonic() + leaseMs / 2 + marginMs;",
  ]),
  safety("a command waits for a margin more, for clocks do not run alike", 3, "drift", [
    terms,
    "export const marginMs = 250;",
    "export const marginMs = 0;",
  ]),
  safety("a command waits for everybody where it cannot read who is registered", 4, "commands", [
    wait,
    "if (!registered) while (left() > 0) await pause(left());",
    "",
  ]),
  safety(
    "the registry is read after the COMMIT",
    7,
    "crowd",
    [
      change,
      "  let touched: readonly string[] = [];\n",
      "  let touched: readonly string[] = [];\n  const known = await registry.read();\n",
    ],
    [change, "waitForNodes(clock, registry, {", "waitForNodes(clock, { ...registry, read: async () => known }, {"],
  ),
  safety("no row is skipped for its age: the database's clock may jump", 3, "database clock", [
    wait,
    "  // Who is to be waited for cannot",
    `  const isYoung = (node: unknown) => (node as { beatAgeMs: number }).beatAgeMs < leaseMs + marginMs;
  registered = registered?.filter(isYoung) ?? null;
  // Who is to be waited for cannot`,
  ]),
  safety("a silent node is taken from the registry only where its beat has not moved", 6, "answers", [
    wait,
    "registered = registered?.filter(({ id }) => still.some((node) => node.id === id)) ?? null;",
    "registered = still.filter(({ id }) => registered?.some((node) => node.id === id));",
  ]),
  safety("a silent node is taken from the registry lease and margin after its beat was read", 3, "slow reading", [
    wait,
    "readAt + leaseMs + marginMs - clock.monotonic()",
    "0",
  ]),
  safety("the announcement is part of the transaction", 2, "commands", [
    change,
    "return announce(tx);",
    "return announce();",
  ]),
  safety("a repeat waits too", 3, "commands", [
    change,
    settleAndReturn,
    "    if (touched.length > 0) await settle();\n    return result;",
  ]),
  safety("a refused repeat waits too", 1, "commands", [change, "      await settle();\n    }", "    }"]),
  safety("a refused repeat waits too where it cannot be announced", 3, "commands", [
    change,
    "      announce().catch(() => undefined);\n      await settle();\n",
    "      await announce().then(settle, () => undefined);\n",
  ]),
  waiting("a node that died costs one wait", 2, "anything", [
    wait,
    "const gone = silent();",
    "const gone = silent().slice(0, 0);",
  ]),
  waiting("a change is announced again, for who was just registering", 2, "coming and going", [
    wait,
    "inTime(answers.repeat())",
    "null",
  ]),
  waiting("who took his registration back is waited for no more", 3, "coming and going", [
    wait,
    "if (still) registered",
    "if (still === null) registered",
  ]),
  waiting("a connection for answers whose peer is silent is given up", 1, "anything", [
    change,
    "      listener.check();\n",
    "",
  ]),
];
