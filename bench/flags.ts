import { parseArgs } from "node:util";

export const measurements = ["rounds", "revoke", "cold-start", "memory", "sizes"] as const;
export type Measurement = (typeof measurements)[number];

export type Flags = {
  /** Of one round against one target. */
  seconds: number;
  rounds: number;
  connections: number;
  /** Passcodes that are deleted for each number of nodes. */
  revokes: number;
  /** Cuts every size, so that a try-out takes a minute. */
  credentialsMax: number;
  only: readonly Measurement[];
  /** The load program that is asked for; without it the best there is. */
  load: "wrk" | "autocannon" | null;
};

export const usage = `npm run bench -- [options]
  --seconds 5              of one round against one server
  --rounds 5               each server has one turn in each
  --connections 64         kept alive
  --revokes 200            passcodes deleted for each number of nodes
  --credentials-max 1000000  cuts every size, for a try-out
  --only rounds,revoke     some of ${measurements.join(", ")}
  --load wrk|autocannon    by default wrk where it is on the PATH`;

/** @throws Error that names the first option that is wrong. */
export function parseFlags(args: string[]): Flags {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ seconds: text, rounds: text, connections: text, revokes: text },
      ...{ "credentials-max": text, only: text, load: text },
    },
  });
  return {
    seconds: whole("seconds", values.seconds, 5),
    rounds: whole("rounds", values.rounds, 5),
    connections: whole("connections", values.connections, 64),
    revokes: whole("revokes", values.revokes, 200),
    credentialsMax: whole("credentials-max", values["credentials-max"], 1_000_000),
    only: values.only ? values.only.split(",").map(measurement) : measurements,
    load: loadProgram(values.load),
  };
}

function whole(name: string, text: string | undefined, usual: number): number {
  const value = text === undefined ? usual : Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number from 1.`);
  return value;
}

function measurement(name: string): Measurement {
  const known = measurements.find((one) => one === name);
  if (!known) throw new Error(`--only knows ${measurements.join(", ")}, and no ${name}.`);
  return known;
}

function loadProgram(name: string | undefined): Flags["load"] {
  if (name === undefined || name === "wrk" || name === "autocannon") return name ?? null;
  throw new Error("--load must be wrk or autocannon.");
}
