import { randomUUID } from "node:crypto";
import type { Env } from "@/lib/env";

/** Tells the operator what is served where, and with the console the set-up link while there is no administrator. */
export async function printAddresses({ PUBLIC_URL, SERVE }: Env): Promise<void> {
  const setup = SERVE === "api" ? null : await makeSetupLink();
  console.log("\nWatchword is ready.\n");
  if (SERVE !== "api") console.log(`  Console  ${PUBLIC_URL}`);
  if (SERVE !== "console") console.log(`  API      ${PUBLIC_URL}/v1  (${PUBLIC_URL}/openapi.json)`);
  // The fragment is not sent to any server, so that the link stands in no log.
  if (setup)
    console.log(`\n  Make the first administrator here, once, within a day:\n  ${PUBLIC_URL}/setup#${setup.link}`);
  console.log("\nStop it with Ctrl-C.");
}

async function makeSetupLink() {
  const { createSetupLink } = await import("@/lib/core/setup-link/create-setup-link");
  const request = { id: randomUUID(), address: null, agent: null };
  return createSetupLink({ actor: { type: "system", job: "start" }, request });
}
