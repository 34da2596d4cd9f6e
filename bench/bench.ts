import type { Credential } from "./credentials";
import type { Flags } from "./flags";
import type { Load } from "./load";
import type { Stand } from "./stand";

/** What every measurement works with. */
export type Bench = {
  flags: Flags;
  stand: Stand;
  load: Load;
  /** All that the database holds so far. */
  credentials: Credential[];
  /** Progress; the result alone goes to the standard output. */
  say(line: string): void;
};
