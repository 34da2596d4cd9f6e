#!/usr/bin/env node
import "./check-node.mjs";

const { usage } = await import("./watchword-usage.mjs");
if (process.argv.includes("--help")) {
  process.stdout.write(usage);
  process.exit(0);
}
process.env.NODE_ENV = "production";
process.setSourceMapsEnabled(true);
const { prepare } = await import("./prepare.mjs");
await prepare({ say: console.error });
await import("../dist/watchword.js");
