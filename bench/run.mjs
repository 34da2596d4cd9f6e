#!/usr/bin/env node
import "../scripts/check-node.mjs";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { prepare } from "../scripts/prepare.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

// What is measured is the product's build; a result on the standard output can be piped into a file.
await prepare({ say: console.error });
await ensurePeers();
const { register } = await import("tsx/esm/api");
register();
const { main } = await import("./main.ts");
await main(process.argv.slice(2));

/** Installs what Watchword is measured against, unless it is there. It is no part of the product's packages. */
async function ensurePeers() {
  const { runStep } = await import("../scripts/run-step.mjs");
  const lock = readFileSync(path.join(here, "package-lock.json"), "utf8");
  const stamp = path.join(here, "node_modules", ".watchword-installed");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.error("Installing the peers…");
  await runStep("npm ci in bench/", "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: here });
  writeFileSync(stamp, lock);
}
