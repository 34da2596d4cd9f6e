import type { Weather } from "./weather";

/** What goes wrong with a node, a process of commands or the database; `ms` is how long, or by how much. */
export const nodeFaults = [
  "pause",
  "sleep",
  "set the wall clock forward",
  "set the wall clock back",
  "cut",
  "cut unheard",
  "swallow to the server",
  "swallow to the client",
  "stall to the server",
  "stall to the client",
  "stall notices",
  "kill",
  "stop",
  "join",
] as const;
export const commanderFaults = [
  "pause",
  "sleep",
  "cut",
  "swallow to the client",
  "stall to the client",
  "kill",
] as const;
export const databaseFaults = ["set the clock forward", "set the clock back", "stand", "fail pools"] as const;
/** After so long another database takes the place of the one that is lost: no epoch that began there lasts so long. */
export const promotedAfterMs = 7000;

export type Fault = { at: number; ms: number } & (
  | { of: "node"; who: number; kind: (typeof nodeFaults)[number] }
  | { of: "commander"; who: number; kind: (typeof commanderFaults)[number] }
  | { of: "database"; kind: (typeof databaseFaults)[number] | "fail over" }
);

/** Somebody wants something changed, by a process of commands. */
export type PlannedChange = {
  at: number;
  /** An index into `things`. */
  thing: number;
  by: number;
  repeatIs: "answered" | "refused";
  /** The process dies so long after the COMMIT. */
  crashAfterMs: number | null;
  /** Who waits for the answer sends it again after so long, while the first is still under way. */
  impatientAfterMs: number | null;
};

/** All that is drawn of a run. */
export type Plan = {
  /** For latencies, requests and the order in which a stopped process goes on. */
  seed: number;
  weather: Weather;
  nodes: number;
  commanders: number;
  /** Of the processes' monotonic clocks, in turn; 1 is right. */
  rates: number[];
  /** When the first credential ends, by the database's clock. */
  expiresInMs: number | null;
  /** What a node remembers at most. */
  entriesMax: number;
  /** Between two requests at a node, on average. */
  requestEveryMs: number;
  /** Nobody may wait longer for a change; null: lease and margin. */
  waitMsMax: number | null;
  faults: Fault[];
  changes: PlannedChange[];
};
