#!/usr/bin/env node
import "./check-node.mjs";

process.env.NODE_ENV = "production";
// A folder of its own: the demo never mixes with real data.
process.env.DATA_DIR ||= ".data-demo";
process.setSourceMapsEnabled(true);
const { prepare } = await import("./prepare.mjs");
await prepare({ say: console.log });
const { runStep } = await import("./run-step.mjs");
// In a process of its own: the server's modules must read the settings anew.
await runStep("filling the demo account", process.execPath, ["dist/demo-data.js"], { echo: true }).catch((error) => {
  console.error(error.output || error.message);
  process.exit(1);
});
await import("../dist/main.js");
