#!/usr/bin/env node
import "./check-node.mjs";

process.env.NODE_ENV = "production";
process.setSourceMapsEnabled(true);
const { prepare } = await import("./prepare.mjs");
await prepare({ say: console.log });
await import("../dist/main.js");
