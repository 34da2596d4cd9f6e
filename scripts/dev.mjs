#!/usr/bin/env node
import "./check-node.mjs";

process.env.NODE_ENV = "development";
const { prepare } = await import("./prepare.mjs");
await prepare({ say: console.log, build: false });
const { register } = await import("tsx/esm/api");
register();
await import("./main.ts");
