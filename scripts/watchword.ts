import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { configure } from "./configure";
import { type Flags, operatorCommands } from "./operator-commands";
import { usage } from "./watchword-usage.mjs";

// Standard output is the answer's alone.
process.env.LOG_LEVEL = "silent";
const string = { type: "string" } as const;
const boolean = { type: "boolean", default: false } as const;
const options = { name: string, email: string, account: string, role: string, scopes: string } as const;
const switches = { "password-stdin": boolean, json: boolean } as const;

process.exitCode = await main().catch((error) => {
  console.error(oneLine(error));
  return 1;
});

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { ...options, ...switches } });
  const command = operatorCommands[positionals.join(" ")];
  if (!command) {
    process.stderr.write(usage);
    return 1;
  }
  const { "password-stdin": readsPassword, json, ...flags } = values;
  const password = readsPassword ? (await text(process.stdin)).replace(/\r?\n$/, "") : undefined;
  console.log(print(await run((f) => command(f, password), flags), json));
  return 0;
}

/** Between the two the database is open; it is left, and stopped where nobody else has it, whatever happens: a signal
 * takes no effect meanwhile. */
async function run<T>(command: (flags: Flags) => Promise<T>, flags: Flags): Promise<T> {
  for (const signal of ["SIGINT", "SIGTERM"]) process.removeAllListeners(signal).on(signal, () => undefined);
  const { closeDatabase } = await configure();
  try {
    return await command(flags);
  } finally {
    const { db } = await import("@/lib/db");
    const { closeAnswers } = await import("@/lib/core/node/in-force-everywhere");
    await closeAnswers();
    await db().$disconnect();
    await closeDatabase();
  }
}

function print(output: Record<string, unknown>, json: boolean): string {
  if (json) return JSON.stringify(output);
  return Object.entries(output)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(",") : value}`)
    .join("\n");
}

/** A refusal of the core names each field's mistake. */
function oneLine(error: unknown): string {
  const { message, issues = [] } = error as Error & { issues?: { path: string; message: string }[] };
  const parts = issues.length > 0 ? issues.map((issue) => issue.message) : [message];
  return parts.join(" ").replace(/\s*\n\s*/g, " ");
}
