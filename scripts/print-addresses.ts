import { randomUUID } from "node:crypto";
import type { Env } from "@/lib/env";

/** Tells the operator where to go: the console, the API, and the set-up link while there is no administrator. */
export async function printAddresses({ PUBLIC_URL }: Env): Promise<void> {
  const { createSetupLink } = await import("@/lib/core/setup-link/create-setup-link");
  const request = { id: randomUUID(), address: null, agent: null };
  const setup = await createSetupLink({ actor: { type: "system", job: "start" }, request });
  console.log(
    `\nWatchword is ready.\n\n  Console  ${PUBLIC_URL}\n  API      ${PUBLIC_URL}/v1  (${PUBLIC_URL}/openapi.json)`,
  );
  // The fragment is not sent to any server, so that the link stands in no log.
  if (setup)
    console.log(`\n  Make the first administrator here, once, within a day:\n  ${PUBLIC_URL}/setup#${setup.link}`);
  console.log("\nStop it with Ctrl-C.");
}
