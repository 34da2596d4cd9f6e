#!/usr/bin/env node
import "./check-node.mjs";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { prepare } from "./prepare.mjs";
import { endSteps, runStep } from "./run-step.mjs";
import { sweepDatabases } from "./sweep-databases.mjs";

const directory = mkdtempSync(path.join(tmpdir(), "watchword-test-"));
const node = process.execPath;
const bin = (file) => `node_modules/${file}`;
const counts = { passed: 0, failed: 0 };

const leaveNothing = () => {
  endSteps();
  sweepDatabases(directory);
  rmSync(directory, { recursive: true, force: true });
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    leaveNothing();
    process.exit(130);
  });
}

process.env.WATCHWORD_TEST_DIR = directory;
process.env.NEXT_TELEMETRY_DISABLED = "1";
await prepare({ say: console.log, build: false });
const { ensureBuilt } = await import("./ensure-built.mjs");
const { ensureTestPrograms } = await import("./ensure-test-programs.mjs");

await step("programs", async () => {
  process.env.CHROMIUM_PATH = await ensureTestPrograms(console.log);
});
await run("format", [bin("@biomejs/biome/bin/biome"), "format", "."]);
await run("lint", [bin("@biomejs/biome/bin/biome"), "lint", "--error-on-warnings", "."]);
await step("types", async () => {
  await runStep("next typegen", node, [bin("next/dist/bin/next"), "typegen"]);
  await runStep("tsc", node, [bin("typescript/bin/tsc"), "--noEmit"]);
});
const isBuilt = await step("build", () => ensureBuilt(console.log));
await tests("unit and integration", "vitest.json", countVitest, (report) => [
  ...[bin("vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
]);
if (isBuilt) {
  await tests("browser stories", "playwright.json", countPlaywright, () => [
    ...[bin("@playwright/test/cli.js"), "test", "--reporter=list,json"],
  ]);
}
leaveNothing();
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed > 0 ? 1 : 0);

/** One step, timed; its failure counts, and the others still run. */
async function step(name, work) {
  const started = performance.now();
  let failure = null;
  try {
    await work();
  } catch (error) {
    failure = error;
    console.log(error.output?.trimEnd() || error.message);
    counts.failed += 1;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`── ${name}: ${failure ? "FAILED" : "ok"} (${seconds} s)`);
  return failure === null;
}

function run(name, args) {
  return step(name, () => runStep(name, node, args));
}

/** Tests count one by one; a run that failed without a failed test (it did not load) counts as one. */
function tests(name, file, count, args) {
  const report = path.join(directory, file);
  return step(name, async () => {
    const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1", FORCE_COLOR: undefined };
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...colours };
    const failure = await runStep(name, node, args(report), { env, echo: true }).catch((error) => error);
    const { passed, failed } = existsSync(report) ? count(JSON.parse(readFileSync(report, "utf8"))) : {};
    counts.passed += passed ?? 0;
    if (failed) counts.failed += failed - 1;
    if (failed || failure instanceof Error) throw new Error(`${name} failed`);
  });
}

function countVitest({ numPassedTests, numFailedTests }) {
  return { passed: numPassedTests, failed: numFailedTests };
}

function countPlaywright({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}
