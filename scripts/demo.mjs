#!/usr/bin/env node
import "./check-node.mjs";

process.env.NODE_ENV = "production";
// A folder of its own: the demo never mixes with real data.
process.env.DATA_DIR ||= ".data-demo";
process.setSourceMapsEnabled(true);
const { prepare } = await import("./prepare.mjs");
await prepare({ say: console.log });
const { runStep } = await import("./run-step.mjs");
await runStep("filling the demo account", process.execPath, ["dist/demo-data.js"]);
await import("../dist/main.js");
