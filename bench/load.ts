import { randomInt } from "node:crypto";
import path from "node:path";
import { findProgram } from "@/scripts/find-program.mjs";
import { projectRoot } from "@/scripts/project-root.mjs";
import { runStep } from "@/scripts/run-step.mjs";
import type { RequestShape } from "./ask";
import { refusedEvery } from "./credentials";
import type { Flags } from "./flags";
import type { Target } from "./targets";

export type Load = {
  /** For the head of the result. */
  name: string;
  /** @returns what came back in so many seconds */
  run(origin: string, shape: RequestShape, file: string, seconds: number): Promise<Measured>;
};
export type Measured = {
  requests: number;
  seconds: number;
  refused: number;
  errors: number;
  p50Ms: number;
  p99Ms: number;
};

const folder = path.join(projectRoot, "bench", "load");
/** Every run begins somewhere else in the file, or a slow server would be asked for its beginning alone. */
const somewhere = () => randomInt(1_000_000);

/** wrk where it is on the PATH, else autocannon, which is slower than the fastest servers: their ratios come out too small. */
export function chooseLoad({ load, connections }: Flags): Load {
  const wrk = findProgram(["wrk"]);
  if (load === "wrk" && !wrk) throw new Error("wrk is not on the PATH.");
  return wrk && load !== "autocannon" ? wrkLoad(wrk, connections) : autocannonLoad(connections);
}

const wrkLoad = (program: string, connections: number): Load => ({
  name: `wrk, ${connections} connections`,
  run: async (origin, { method, path: url, headers, body = "" }, file, seconds) => {
    const script = ["-s", path.join(folder, "wrk.lua")];
    const wanted = [file, String(somewhere()), method, url, body];
    const named = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const options = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s", ...script];
    return measuredIn(await runStep("wrk", program, [...options, origin, "--", ...wanted, ...named]));
  },
});

const autocannonLoad = (connections: number): Load => ({
  name: `autocannon, ${connections} connections`,
  run: async (origin, shape, file, seconds) => {
    const wanted = JSON.stringify({ origin, connections, seconds, file, start: somewhere(), shape });
    return measuredIn(await runStep("autocannon", process.execPath, [path.join(folder, "autocannon.mjs"), wanted]));
  },
});

/** The last line that is JSON; what is before it is for people. */
function measuredIn(output: string): Measured {
  const line = output.split("\n").findLast((one) => one.startsWith("{"));
  if (!line) throw new Error(`The load program printed no result: ${output}`);
  return JSON.parse(line);
}

/** @throws Error where not one in a hundred was refused, or a request failed: measuring wrong answers is worth nothing. */
export function checkMeasured({ name, refusal }: Target, { requests, refused, errors }: Measured): void {
  const wanted = refusal === 401 ? requests / refusedEvery : 0;
  const play = refusal === 401 ? 2 + requests * 0.0025 : 0;
  if (errors === 0 && requests > 0 && Math.abs(refused - wanted) <= play) return;
  throw new Error(`${name}: of ${requests} requests ${refused} were refused and ${errors} failed.`);
}
