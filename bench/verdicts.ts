import type { Measured } from "./load";
import type { Memory } from "./measure-memory";
import type { Revoke } from "./measure-revoke";
import type { Size } from "./measure-sizes";
import type { Contestant, Rounds } from "./rounds";
import { median } from "./statistics";

export type Results = {
  rounds?: Rounds;
  revoke?: Revoke[];
  coldStart?: number[];
  memory?: Memory[];
  sizes?: Size[];
};

/** What was promised of a figure, and what it is. */
export type Verdict = { what: string; target: string; measured: string; isMet: boolean };

const ratioTargets: [Contestant, number][] = [
  ["hashMap", 0.85],
  ["betterAuthMemory", 8],
  ["betterAuthPostgres", 20],
  ["oidcProvider", 6],
];
const p99RatioMax = 1.5;
const revokeNodes = 4;
const revokeMsMax = 15;
const million = 1_000_000;
const megabytesMax = 600;
const sizeRatioMin = 0.9;

export const perSecond = ({ requests, seconds }: Measured) => requests / seconds;

/** Throughput against throughput, round by round, so that a slow minute of the machine is in both. */
export const throughputRatio = (one: readonly Measured[], other: readonly Measured[]): number =>
  median(one.map((measured, i) => perSecond(measured) / perSecond(other[i] ?? measured)));

/** Every target that something was measured for. */
export function verdicts({ rounds, revoke, memory, sizes }: Results): Verdict[] {
  return [
    ...(rounds ? (["connect", "auth"] as const).flatMap((ours) => roundVerdicts(rounds, ours)) : []),
    ...(revoke ?? []).filter(({ nodes }) => nodes === revokeNodes).map(revokeVerdict),
    ...(memory ?? []).filter(({ credentials }) => credentials === million).map(memoryVerdict),
    ...sizeVerdicts(sizes ?? []),
  ];
}

function roundVerdicts(rounds: Rounds, ours: "connect" | "auth"): Verdict[] {
  const p99 = (name: Contestant) => median(rounds[name].map(({ p99Ms }) => p99Ms));
  const slower = p99(ours) / p99("hashMap");
  return [
    ...ratioTargets.map(([name, least]): Verdict => {
      const ratio = throughputRatio(rounds[ours], rounds[name]);
      return atLeast(`/v1/${ours}: requests/s ÷ ${shortNames[name]}`, ratio, least);
    }),
    {
      what: `/v1/${ours}: p99 ÷ ${shortNames.hashMap}`,
      target: `≤ ${p99RatioMax}`,
      measured: slower.toFixed(2),
      isMet: slower <= p99RatioMax,
    },
  ];
}

const shortNames: Partial<Record<Contestant, string>> = {
  hashMap: "(b) hash and Map",
  betterAuthMemory: "(c) better-auth in memory",
  betterAuthPostgres: "(c) better-auth on PostgreSQL",
  oidcProvider: "(d) oidc-provider",
};

function revokeVerdict({ times }: Revoke): Verdict {
  const ms = median(times);
  const what = `a revoke with ${revokeNodes} nodes, median`;
  return { what, target: `≤ ${revokeMsMax} ms`, measured: `${ms.toFixed(1)} ms`, isMet: ms <= revokeMsMax };
}

function memoryVerdict({ after }: Memory): Verdict {
  const what = "memory with 1,000,000 credentials";
  return { what, target: `≤ ${megabytesMax} MB`, measured: `${after.toFixed(0)} MB`, isMet: after <= megabytesMax };
}

function sizeVerdicts(sizes: readonly Size[]): Verdict[] {
  const [small, large] = [1000, million].map((size) => sizes.find(({ credentials }) => credentials === size)?.ours);
  if (!small || !large) return [];
  return [atLeast("requests/s at 1,000,000 ÷ at 1,000 credentials", throughputRatio(large, small), sizeRatioMin)];
}

const atLeast = (what: string, ratio: number, least: number): Verdict => ({
  what,
  target: `≥ ${least}`,
  measured: ratio.toFixed(2),
  isMet: ratio >= least,
});
